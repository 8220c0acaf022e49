import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTexts, unpackTexts } from './packed-texts';

describe('packed texts', () => {
  it('come back as they were, whatever is in them', () => {
    const text = fc.oneof(fc.constant(null), fc.constantFrom('', '\\', '\n', '\\n', '\\0', '\\e', 'a'), fc.string());
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
        expect(unpackTexts(packTexts(texts), texts.length)).toEqual(texts);
      }),
    );
  });
  it('are refused when there are more or fewer than there should be', () => {
    expect(() => unpackTexts('a\nb', 3)).toThrow(RangeError);
    expect(() => unpackTexts('a\nb', 1)).toThrow(RangeError);
  });
});

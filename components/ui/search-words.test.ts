import { describe, expect, it } from 'vitest';
import { highlight } from './search-words';

describe('highlight', () => {
  it('marks every place, in the case of the text', () => {
    expect(highlight('Prod-eu-prod', ['prod'])).toEqual([
      { text: 'Prod', hit: true },
      { text: '-eu-', hit: false },
      { text: 'prod', hit: true },
    ]);
  });
  it('joins marks that overlap and loses no letter', () => {
    const pieces = highlight('abcdef', ['abc', 'cde']);
    expect(pieces).toEqual([
      { text: 'abcde', hit: true },
      { text: 'f', hit: false },
    ]);
  });
  it('shows a text whose lower case has another length whole', () => {
    expect(highlight('İzmir', ['zm'])).toEqual([{ text: 'İzmir', hit: false }]);
  });
});

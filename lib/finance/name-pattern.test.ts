import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './name-pattern';

/** What JavaScript's own matcher says, in the same words. */
function native(source: string, text: string): Record<string, string> | null {
  const match = new RegExp(source, 'u').exec(text);
  if (!match) return null;
  return Object.fromEntries(Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined));
}
const ours = (source: string, text: string) => {
  const match = compilePattern(source).match(text);
  return match && Object.fromEntries(match);
};

describe('compilePattern', () => {
  it.each([
    ['^(?<project>[a-z]+)-(?<environment>prod|test|dev)$', ['checkout-prod', 'checkout-qa', 'a-dev', 'x', '-prod']],
    ['^(?<project>\\w+)-(?<environment>prod|test|dev)$', ['App1-prod', 'App 1-prod', 'Ä-prod']],
    ['(?<a>a|ab)(?<b>c|bcd)?(?<d>d*)', ['abcd', 'zabc', 'ac', 'b']],
    ['(?<a>.+?)-(?<b>.*)', ['one-two-three', '--', '-']],
    ['^(?:(?<a>a)|b)*$', ['ab', 'ba', 'aab', '']],
    ['(?<a>a{2,3})(?<b>a{0,2}?)$', ['aaaaa', 'aa', 'aaa']],
    ['^(?<w>[\\p{L}\\d_-]{1,5})\\b', ['日本語', 'größe', 'Чек-аут', '💸']],
    ['^(?<x>[^\\]$/]+)[$/](?<y>.{2}|\\u{1F4B8})$', ['a$b/', 'a/💸', 'a]$bc', 'a b/cd']],
    ['(?<e>|a)+b', ['aab', 'b', 'a']],
    ['(?<e>a*)*b', ['aab', 'b', 'aa']],
    ['^.$', ['\n', 'a', '💸']],
    ['(?<n>\\d{3})\\B', ['1234', '123', 'x123y']],
  ])('reads %s as JavaScript does', (source, texts) => {
    for (const text of texts) expect([text, ours(source, text)]).toEqual([text, native(source, text)]);
  });

  it('agrees with JavaScript on random patterns and texts', () => {
    const leaf = fc.constantFrom('a', 'b', '[ab]', '.', 'c', '[^a]', '\\w', '$', '^', '\\b');
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie('node'), tie('node')).map(([x, y]) => `${x}${y}`),
        fc.tuple(tie('node'), tie('node')).map(([x, y]) => `(?:${x}|${y})`),
        fc
          .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{0,2}', '{2}', '*?', '+?', '??'))
          .map(([x, quantifier]) => `(?:${x})${quantifier}`),
      ),
    }));
    const source = fc.tuple(node, node, node).map(([x, y, z]) => `${x}(?<p>${y})${z}`);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 8 });
    fc.assert(
      fc.property(source, text, (pattern, value) => {
        expect(ours(pattern, value)).toEqual(native(pattern, value));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['^(a+)+$', '^(a|a)*$', '(a*)*b', '(.*)(.*)(.*)(.*)x$', '(x+x+)+y', '^(?:(?:a?){30})(?:a){30}$'])(
    'is not hung by %s',
    (source) => {
      const pattern = compilePattern(source);
      const start = performance.now();
      pattern.match(`${'a'.repeat(256)}!`);
      pattern.match(`${'x'.repeat(256)}!`);
      expect(performance.now() - start).toBeLessThan(2_000);
    },
  );

  it.each([
    ['(', /not a pattern/],
    ['(?<project>a', /not a pattern/],
    ['(?=a)b', /look-around/],
    ['(?<!a)b', /look-around/],
    ['(?<a>b)\\k<a>', /back-references/],
    ['(b)\\1', /back-references/],
    ['a{1000}{1000}', /not a pattern/],
    ['(?:a{100}){100}', /repeats too much/],
    ['a'.repeat(501), /at most 500/],
  ])('refuses %s', (source, reason) => expect(() => compilePattern(source)).toThrow(reason));

  it('lists the groups', () => expect(compilePattern('(?<b>x)(y)(?<a>z)').groups).toEqual(['b', 'a']));
});

import { expect, it } from 'vitest';
import { readTabSeparated, writeTabSeparated } from './tab-separated';

it.each([
  [
    '1\t2\r\n3\t4\r\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  ['1', [['1']]],
  ['1\t\t3', [['1', '', '3']]],
  ['"a\nb"\t"say ""x"""', [['a\nb', 'say "x"']]],
  ['5"\t6', [['5"', '6']]],
  ['\n1', [[''], ['1']]],
])('reads %j', (text, rows) => {
  expect(readTabSeparated(text)).toEqual(rows);
});

it('reads back what it writes', () => {
  const rows = [
    ['-1234.5', 'a\tb'],
    ['', 'q"q'],
  ];
  expect(readTabSeparated(writeTabSeparated(rows))).toEqual(rows);
});

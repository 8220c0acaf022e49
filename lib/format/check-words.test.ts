import { expect, it } from 'vitest';
import { checkWords } from './check-words';

it('says what is compared, keys of any spelling kept, and a name it does not know as it is', () => {
  expect(checkWords('control')).toMatch(/^AWS’s total/);
  expect(checkWords('tag:team:a/b')).toBe('Usage, and usage by the tag team:a/b');
  expect(checkWords('category:Business unit')).toBe('The book, and the book by the category Business unit');
  expect(checkWords('chain')).toBe('chain');
});

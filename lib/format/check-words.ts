const WORDS: Readonly<Record<string, string>> = {
  control: 'AWS’s total, and the book by account and record type',
  service: 'Usage, and usage by service',
  detail: 'Usage, and usage of mixed accounts by service and tag',
  'daily.account': 'The book by account, and its days',
  'daily.charge': 'The book by record type, and its days',
  slices: 'The book, and its slices by project and environment',
  faces: 'Usage, and usage by home, environment and service',
  projects: 'AWS’s total, and projects + shared + unallocated + residual',
};

/** What a stored check of a month compares, for people: names of checks are those of the cubes they read (`finance.md` §9). */
export function checkWords(name: string): string {
  const [kind, key] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
  if (kind === 'tag') return `Usage, and usage by the tag ${key}`;
  if (kind === 'category') return `The book, and the book by the category ${key}`;
  return WORDS[name] ?? name;
}

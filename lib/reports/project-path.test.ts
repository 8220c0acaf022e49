import fc from 'fast-check';
import { expect, it } from 'vitest';
import { projectIdOf, projectPath } from './project-path';

it('the address of a project leads back to it, whatever it is called', () => {
  for (const id of ['tags', '.', '..', '~', '~tags', 'a/b', '?', 'ü🦊', '100%']) {
    const { pathname } = new URL(projectPath(id), 'http://localhost');
    expect(pathname.split('/')).toHaveLength(3);
    expect(projectIdOf(pathname.split('/')[2] ?? '')).toBe(id);
  }
  expect(projectPath('tags')).not.toBe('/projects/tags');
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
      expect(projectIdOf(projectPath(id).slice('/projects/'.length))).toBe(id);
    }),
  );
});

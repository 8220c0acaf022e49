import { describe, expect, it } from 'vitest';
import { columnKey, columnsFault, facesOf, parseColumn } from './column';

describe('a column', () => {
  it.each([
    'organization',
    'connection:c1',
    'ou:ou-ab12-1',
    'account:000000000001',
    'project:a:b $',
    'environment:(untagged)',
    'class:r&d',
  ])('is read as it is written: %s', (text) => {
    const column = parseColumn(text);
    expect(column && columnKey(column)).toBe(text);
  });

  it.each(['', 'project', 'project:', 'organization:x', 'tag:app', ':x', 'Project:x'])('is not %j', (text) => {
    expect(parseColumn(text)).toBeNull();
  });
});

describe('chosen columns', () => {
  it.each([
    [[], 'at least one'],
    [['project:a', 'project:b', 'project:a'], 'project:a is given twice'],
    [['project:a', 'team:b'], 'team:b is no column'],
    [Array.from({ length: 9 }, (_, at) => `project:${at}`), 'at most 8'],
  ])('%j are refused: %s', (texts, fault) => {
    expect(columnsFault(texts)).toContain(fault);
  });

  it('are fine from one to eight', () => {
    expect(columnsFault(['organization'])).toBeNull();
    expect(columnsFault(Array.from({ length: 8 }, (_, at) => `project:${at}`))).toBeNull();
  });

  it('ask for the smallest face that tells them apart', () => {
    const faces = (...texts: string[]) => facesOf(texts.flatMap((text) => parseColumn(text) ?? []));
    expect(faces('account:1', 'ou:x', 'organization')).toEqual({ usage: 'service', homes: null });
    expect(faces('account:1', 'class:cogs')).toEqual({ usage: 'home.service', homes: null });
    expect(faces('environment:prod')).toEqual({ usage: 'environment.service', homes: 'home.environment' });
    expect(faces('environment:prod', 'project:a')).toEqual({
      usage: 'home.environment.service',
      homes: 'home.environment',
    });
  });
});

import { expect, it } from 'vitest';
import { chainCube, tagCube } from './cube';
import { cubeText } from './cube-text';
import { detailCube } from './detail-cube';

it('words cubes that are named for programs, and leaves the others as they are', () => {
  const service = { dimension: 'service', key: '', only: null, absent: [] } as const;
  const app = { dimension: 'project', key: 'app', only: 'a"b', absent: [] } as const;
  expect(
    [
      'recordType',
      tagCube('a:b'),
      chainCube(['app', 'App', 'a,b']),
      detailCube({ account: null, row: app, column: service }),
    ].map(cubeText),
  ).toEqual(['recordType', 'tag:a:b', 'tag:a,b (app, App absent)', 'detail app=a"b × SERVICE']);
});

import { expect, test } from 'vitest';
import { difference } from './difference';

test('only what differs is told, by its pointer', () => {
  expect(difference('{"a":1,"b":{"c":[1,2]},"gone":true}', '{"a":1,"b":{"c":[1,3,"x"]},"new":{}}')).toEqual([
    { path: '/b/c/1', before: '2', after: '3' },
    { path: '/gone', before: 'true', after: null },
    { path: '/b/c/2', before: null, after: '"x"' },
    { path: '/new', before: null, after: '{}' },
  ]);
});

test('numbers are compared as they are written', () => {
  expect(difference('{"id":9007199254740993}', '{"id":9007199254740992}')).toEqual([
    { path: '/id', before: '9007199254740993', after: '9007199254740992' },
  ]);
  expect(difference('{"id":9007199254740993}', '{ "id" : 9007199254740993 }')).toEqual([]);
});

test('an empty object that is filled is told by what fills it', () => {
  expect(difference('{}', '{"a":1}')).toEqual([{ path: '/a', before: null, after: '1' }]);
});

test('a whole value may differ', () => {
  expect(difference('1', '{"a":[]}')).toEqual([
    { path: '', before: '1', after: null },
    { path: '/a', before: null, after: '[]' },
  ]);
});

import { expect, test } from 'vitest';
import type { InstanceStory } from '../../api/client';
import { awaited, flowOf, partsOf, taken, way } from './way';

const entry = (what: string, task: string, detail?: unknown) => ({
  at: 1,
  what,
  task,
  path: task === '' ? '' : `/do/${task}`,
  attempt: 1,
  detail: detail === undefined ? null : { raw: JSON.stringify(detail) },
});

const story = (timeline: unknown[], places: string[] = [], more: object = {}) =>
  ({
    timeline,
    places: places.map((task) => ({ path: `/do/${task}` })),
    finishedAt: null,
    input: { raw: '{"n":1}' },
    ...more,
  }) as unknown as InstanceStory;

test('the way of an instance is what its timeline says last of each task', () => {
  const found = way(
    story(
      [
        entry('started', 'a'),
        entry('succeeded', 'a', 1),
        entry('started', 'b'),
        entry('skipped by hand', 'b'),
        entry('succeeded', 'b', 2),
        entry('skipped', 'c'),
        entry('started', 'd'),
        entry('waiting', 'd'),
      ],
      ['d'],
    ),
  );
  expect([...found.values()]).toEqual(['done', 'skipped', 'skipped', 'waiting']);
});

test('where an instance has been and is not any more was left', () => {
  expect(way(story([entry('started', 'a')])).get('/do/a')).toBe('left');
  expect(way(story([entry('started', 'a')], ['a'], { finishedAt: 3 })).get('/do/a')).toBe('left');
});

test('the ways that it went are from what ended to what began', () => {
  const gone = taken(
    story(
      [
        { ...entry('started', 'a'), path: '/do/0/a' },
        { ...entry('succeeded', 'a'), path: '/do/0/a' },
        { ...entry('skipped', 'b'), path: '/do/1/b' },
        { ...entry('started', 'c'), path: '/do/2/c' },
        { ...entry('succeeded', 'c'), path: '/do/2/c' },
      ],
      [],
      { state: 'finished' },
    ),
  );
  expect([...gone]).toEqual(['start /do/0/a', '/do/0/a /do/1/b', '/do/1/b /do/2/c', '/do/2/c end']);
});

test('a task was given what the one before it gave, unless it takes its input from elsewhere', () => {
  const told = story([
    entry('started', 'a'),
    entry('exported', 'a', { seen: 1 }),
    entry('succeeded', 'a', { n: 2 }),
    entry('started', 'b'),
    entry('exported', 'b', { seen: 2 }),
    entry('succeeded', 'b', { n: 3 }),
    entry('started', 'c', { only: 3 }),
  ]);
  expect(flowOf(told, '/do/a').input?.raw).toBe('{"n":1}');
  expect(flowOf(told, '/do/b')).toEqual({
    input: { raw: '{"n":2}' },
    output: { raw: '{"n":3}' },
    before: { raw: '{"seen":1}' },
    after: { raw: '{"seen":2}' },
    times: 1,
  });
  expect(flowOf(told, '/do/c').input?.raw).toBe('{"only":3}');
  expect(flowOf(told, '/do/x').times).toBe(0);
});

test('what it waits for is known while it is there', () => {
  const listening = entry('listening', 'a', [{ type: 'paid', value: 'o-1' }]);
  const ran = entry('ran', 'b', { definition: 'part', instance: '0-x' });
  expect(awaited(story([listening], ['a']))).toEqual([{ path: '/do/a', type: 'paid', value: 'o-1' }]);
  expect(awaited(story([listening]))).toEqual([]);
  expect(partsOf(story([ran], ['b']))).toEqual([
    { path: '/do/b', definition: 'part', instance: '0-x', open: true },
  ]);
  expect(partsOf(story([ran]))[0]?.open).toBe(false);
});

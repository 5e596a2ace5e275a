import { expect, test } from 'vitest';
import type { InstanceStory } from '../../api/client';
import { acts } from './act';

const story = (places: object[], more: object = {}) =>
  ({ timeline: [], places, finishedAt: null, state: 'waiting', ...more }) as unknown as InstanceStory;

const does = (instance: InstanceStory) => acts(instance).map(({ does: what }) => what);

test('what waits for a time is hurried or skipped, but one that has not begun is only cancelled', () => {
  const due = { path: '/do/0/rest', due: 7, waits: null };
  const turn = { path: '/x-signalbox', due: 7, waits: 'waits for its turn: 2 have begun within PT1M' };

  expect(does(story([due]))).toEqual(['cancel', 'retry', 'skip']);
  expect(does(story([turn]))).toEqual(['cancel']);
  expect(does(story([turn], { finishedAt: 9, state: 'cancelled' }))).toEqual([]);
});

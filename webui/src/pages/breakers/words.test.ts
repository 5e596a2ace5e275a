import { expect, test } from 'vitest';
import type { Schema } from '../../api/client';
import { next, share, waiting, why } from './words';

const NOW = 1_000_000;
const closed: Schema['Breaker'] = {
  target: 'https://shop.example:443',
  state: 'closed',
  since: null,
  by: null,
  cause: null,
  probeAt: null,
  openings: 0,
  calls: 0,
  failed: 0,
  underWay: 0,
  held: 0,
  queued: 0,
  delayedRetries: 0,
  lastError: null,
  lastErrorAt: null,
  oldest: [],
};
const open: Schema['Breaker'] = { ...closed, state: 'open', cause: 'It answered 503', probeAt: NOW + 4000 };
const soon = (at: number) => `in ${String((at - NOW) / 1000)} s`;

test('the share of failures says of how many calls', () => {
  expect(share(closed)).toBe('no calls');
  expect(share({ ...closed, calls: 40, failed: 3 })).toBe('3 of 40 (8 %)');
});

test('what comes next depends on who opened it and when', () => {
  expect(next(closed, NOW, soon)).toBe('');
  expect(next(open, NOW, soon)).toBe('in 4 s');
  expect(next(open, NOW + 4000, soon)).toBe('with the next task');
  expect(next({ ...open, state: 'half-open' }, NOW, soon)).toBe('one call is trying');
  expect(next({ ...open, by: 'ana', probeAt: null }, NOW, soon)).toBe('when somebody closes it');
});

test('a person is named before the reason', () => {
  expect(why(closed)).toBe('');
  expect(why(open)).toBe('It answered 503');
  expect(why({ ...open, by: 'ana', cause: 'upgrade' })).toBe('ana: upgrade');
});

test('held tasks and those that wait for a turn are told apart', () => {
  expect(waiting(closed)).toBe('');
  expect(waiting({ ...open, held: 1 })).toBe('1 task is held');
  expect(waiting({ ...open, held: 3, queued: 2 })).toBe('3 tasks are held, 2 tasks wait for a turn');
});

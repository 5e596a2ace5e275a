import { expect, test, vi } from 'vitest';
import { zone } from '../../../format/zone.svelte';
import { saidAt } from '../../../format/zone.svelte';
import { type Backtest, differing, replayed, spanOf, startsOf } from './words';

const job: Backtest = {
  id: 'a',
  pack: 'shop',
  revision: 3,
  against: 2,
  last: 10_000,
  from: 0,
  to: 1,
  state: 'finished',
  why: null,
  done: 10,
  total: 10,
  events: 48_211,
  createdAt: 0,
  startedAt: 1_000,
  endedAt: 7_200,
  result: null,
};

test('a back-test is told as numbers and units', () => {
  expect(replayed(job, 0)).toBe('48,211 events replayed in 6.20 s');
  expect(replayed({ ...job, startedAt: null }, 0)).toBe('48,211 events replayed');
  expect(spanOf(job)).toBe('the newest 10,000 events');
});

test('starts are told by what became of them', () => {
  expect(startsOf({ starts: { new: 12, lost: 34, same: 1778, changed: 0 } })).toBe(
    '+12 new, −34 lost, 1,778 same',
  );
  expect(startsOf({ starts: { new: 0, lost: 0, same: 0, changed: 3 } })).toContain('3 with another input');
});

test('decisions that differ are counted', () => {
  expect(differing({ changes: { total: 0, kept: 0 } })).toContain('nothing');
  expect(differing({ changes: { total: 1, kept: 1 } })).toBe('1 decision differs');
  expect(differing({ changes: { total: 1870, kept: 1000 } })).toBe('1,870 decisions differ');
});

test('a field of date and time is in the zone of all other times', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  const field = '2026-01-02T03:04:05';

  expect(saidAt(field)).toBe(Date.UTC(2026, 0, 1, 21, 34, 5));
  zone.toggle();
  expect(saidAt(field)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));

  zone.toggle();
  vi.unstubAllEnvs();
});

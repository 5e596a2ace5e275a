import { expect, test } from 'vitest';
import type { TimelineEntry } from '../api/client';
import { axisOf } from './axis';
import { taskRows } from './lanes';

const entry = (
  at: number,
  what: TimelineEntry['what'],
  path: string,
  more: Partial<TimelineEntry> = {},
): TimelineEntry => ({
  at,
  what,
  path,
  task: path.slice(path.lastIndexOf('/') + 1),
  attempt: 1,
  ...more,
});

test('an attempt that failed, its pause and the next attempt are three marks', () => {
  const rows = taskRows(
    [
      entry(0, 'started', '/try'),
      entry(1, 'scheduled', '/try/call'),
      entry(5, 'retrying', '/try', {
        attempt: 2,
        detail: { raw: '{"due":1005,"error":{"title":"Refused","detail":"port 9"}}' },
      }),
      entry(1005, 'scheduled', '/try/call', { attempt: 2 }),
      entry(1010, 'succeeded', '/try/call', { attempt: 2 }),
      entry(1010, 'succeeded', '/try'),
    ],
    2000,
    '',
  );

  const marks = rows.flatMap((row) => row.marks.map((m) => [row.label, m.shape, m.tone, m.from, m.to]));
  expect(marks).toEqual([
    ['try', 'wait', 'warn', 5, 1005],
    ['call', 'span', 'warn', 1, 5],
    ['call', 'span', 'ok', 1005, 1010],
  ]);
  expect(rows[1]?.marks[0]?.facts).toContainEqual(['cause', 'Refused: port 9']);
});

test('what still goes on is drawn up to the present', () => {
  const [row] = taskRows([entry(1, 'waiting', '/pause')], 500, '');

  expect(row?.marks[0]).toMatchObject({ shape: 'wait', from: 1, to: 500 });
});

test('milliseconds stay apart beside hours, which are folded', () => {
  const axis = axisOf([0, 1, 8, 14_400_000]);

  expect(axis.at(0)).toBe(0);
  expect(axis.at(14_400_000)).toBe(100);
  expect(axis.at(8) - axis.at(1)).toBeGreaterThan(20);
  expect(axis.folds.map((fold) => fold.label)).toEqual(['3 h 59 min']);
});

test('an instance that waits for its turn is one wait until it begins, whatever it waits for meanwhile', () => {
  const rows = taskRows(
    [
      entry(0, 'queued', '', { task: 'ship', attempt: 0, detail: { raw: '{"why":"1 of 1 running"}' } }),
      entry(4, 'queued', '', { task: 'ship', attempt: 0, detail: { raw: '{"why":"2 have begun","due":9}' } }),
      entry(9, 'begun', '', { task: 'ship', attempt: 0 }),
      entry(9, 'started', '/a'),
      entry(10, 'finished', '', { task: 'ship', attempt: 0 }),
    ],
    2000,
    '',
  );

  expect(rows.flatMap((row) => row.marks.map((m) => [row.label, m.shape, m.label, m.from, m.to]))).toEqual([
    ['ship', 'wait', 'has not begun', 0, 4],
    ['ship', 'wait', 'has not begun', 4, 9],
    ['ship', 'point', 'finished', 10, 10],
  ]);
});

import { expect, test } from 'vitest';
import type { Moment } from '../../api/stream.svelte';
import { Ring } from './ring';

const moment = (fields: Partial<Moment> & Pick<Moment, 'moment'>): Moment => ({
  at: 1,
  partition: 3,
  position: 7,
  event: 'e',
  source: 'shop',
  ...fields,
});

test('all moments of one event are one row that shows the worst of its instances', () => {
  const ring = new Ring(10);

  ring.add(
    [
      moment({ moment: 'journaled', type: 'order.placed' }),
      moment({ moment: 'duplicate' }),
      moment({ moment: 'decided', rules: ['a/b'], latencyMillis: 4 }),
      moment({ moment: 'instance', instance: 'i1', state: 'finished' }),
      moment({ moment: 'attempt', instance: 'i2', outcome: 'failed', cause: '503' }),
      moment({ moment: 'dead_lettered', instance: 'i2' }),
      moment({ moment: 'instance', instance: 'i2', state: 'failed' }),
    ],
    5,
  );

  const [row, ...others] = ring.newest(() => true);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    key: '3-7',
    type: 'order.placed',
    outcome: 'dead letter',
    duplicates: 1,
    latency: 4,
  });
  expect(ring.skipped).toBe(5);
});

test('a redriven instance that finishes is no dead letter any more', () => {
  const ring = new Ring(10);

  ring.add([moment({ moment: 'dead_lettered', instance: 'i' })], 0);
  ring.add([moment({ moment: 'instance', instance: 'i', state: 'finished' })], 0);

  expect(ring.newest(() => true)[0]?.outcome).toBe('finished');
});

test('an event from before the page was opened is told by what its instance does', () => {
  const ring = new Ring(10);

  ring.add([moment({ moment: 'attempt', instance: 'i1', outcome: 'ok' })], 0);

  expect(ring.newest(() => true)).toMatchObject([{ outcome: 'running' }]);
});

test('the newest come first and the oldest leave when it is full', () => {
  const ring = new Ring(3);

  for (let position = 1; position <= 5; position++) ring.add([moment({ moment: 'journaled', position })], 0);

  expect(ring.newest(() => true).map((row) => row.key)).toEqual(['3-5', '3-4', '3-3']);
  expect(ring.find('3-1')).toBeUndefined();
  expect(ring.received).toBe(5);
});

test('what came before this tab stands before all that came since, and nothing stands twice', () => {
  const ring = new Ring(10);
  ring.add([moment({ moment: 'decided', rules: [], position: 7 })], 0);

  ring.before([
    [
      moment({ moment: 'journaled', position: 5 }),
      moment({ moment: 'decided', rules: ['a/b'], position: 5 }),
    ],
    [moment({ moment: 'journaled', position: 7 })],
  ]);
  ring.add([moment({ moment: 'duplicate', position: 5 })], 0);

  const rows = ring.newest(() => true);
  expect(rows.map(({ key, outcome, duplicates }) => [key, outcome, duplicates])).toEqual([
    ['3-7', 'unmatched', 0],
    ['3-5', 'matched', 1],
  ]);
  expect(ring.received).toBe(1);
});

test('what the clock decided is no row', () => {
  const ring = new Ring(10);

  ring.add([{ moment: 'elapsed', at: 1, partition: 3, position: 7, rules: ['a/b'] }], 0);

  expect(ring.size).toBe(0);
});

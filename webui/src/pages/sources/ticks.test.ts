import { expect, test } from 'vitest';
import { onWall } from './ticks';

test('a tick is told as the clock on a wall there shows it, summer and winter', () => {
  expect(onWall('2026-11-24T02:00:00Z', 'Europe/Berlin')).toBe('Tue 2026-11-24 03:00:00');
  expect(onWall(Date.parse('2026-07-01T22:00:00Z'), 'Europe/Berlin')).toBe('Thu 2026-07-02 00:00:00');
  expect(onWall('2026-11-24T02:00:00Z')).toBe('Tue 2026-11-24 02:00:00');
});

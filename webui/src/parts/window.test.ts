import { expect, test } from 'vitest';
import { inSight } from './window';

test('of 10,000 rows only those in sight and a few more are elements', () => {
  expect(inSight(28 * 5000, 840, 28, 10_000)).toEqual({ first: 4992, last: 5038 });
});

test('a list that became shorter under the scroll position shows its end', () => {
  expect(inSight(28 * 5000, 840, 28, 10)).toEqual({ first: 10, last: 10 });
});

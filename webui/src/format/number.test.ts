import { expect, test } from 'vitest';
import { rate } from './number';

test('a rate says less the larger it is', () => {
  expect([0, 0.04, 0.1, 4.25, 62.84, 99.96, 1571.6].map(rate)).toEqual([
    '0',
    '0.04',
    '0.1',
    '4.3',
    '62.8',
    '100',
    '1,572',
  ]);
});

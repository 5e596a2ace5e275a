import { expect, test } from 'vitest';
import { duration, relative } from './time';

test.each([
  [0, '0 ms'],
  [0.34, '0.3 ms'],
  [8, '8 ms'],
  [1200, '1.20 s'],
  [61_050, '1 min 1 s'],
  [15_120_000, '4 h 12 min'],
  [273_600_000, '3 d 4 h'],
])('%d ms reads %s', (millis, words) => {
  expect(duration(millis)).toBe(words);
});

test('a time to come is told as one', () => {
  expect(relative(1000 + 42_000, 1000)).toBe('in 42 s');
  expect(relative(1000, 1000 + 42_000)).toBe('42 s ago');
});

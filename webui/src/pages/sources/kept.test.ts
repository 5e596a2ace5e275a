import { expect, test } from 'vitest';
import { told } from './kept';

test('a sentence says what became of each message', () => {
  expect(told({ taken: 1, known: 0, refused: 0, left: 0, trouble: null })).toBe(
    '1 message taken; none is kept.',
  );
  expect(told({ taken: 1200, known: 2, refused: 3, left: 3, trouble: null })).toBe(
    '1,200 messages taken, 2 known already, 3 still no events; 3 kept.',
  );
  expect(told({ taken: 0, known: 0, refused: 0, left: 9, trouble: 'journal_full: no room' })).toBe(
    '0 messages taken, ended early: journal_full: no room; 9 kept.',
  );
});

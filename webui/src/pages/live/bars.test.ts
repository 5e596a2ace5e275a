import { expect, test } from 'vitest';
import type { Schema } from '../../api/client';
import { barsOf, between, pathOf } from './bars';

const END = 1_800_000_000_000;

function history(counted: Partial<Schema['History']>): Schema['History'] {
  const at = counted.at ?? [];
  const none = at.map(() => 0);
  return {
    at,
    journaled: none,
    duplicates: none,
    refused: none,
    matched: none,
    unmatched: none,
    quarantined: none,
    backlog: none,
    deadLetters: none,
    p99: none,
    ...counted,
  };
}

test('seconds are gathered into bars, and what is older than five minutes is left out', () => {
  const at = [END - 301_000, END - 6000, END - 4000, END];
  const bars = barsOf(
    history({ at, matched: [9, 1, 2, 3], refused: [0, 0, 1, 0], quarantined: [0, 0, 0, 1] }),
  );

  expect(bars.end).toBe(END);
  expect(bars.counts).toHaveLength(60);
  expect(bars.counts.at(-1)).toEqual({ matched: 5, unmatched: 0, duplicate: 0, refused: 2 });
  expect(bars.counts.at(-2)?.matched).toBe(1);
  expect(bars.most).toBe(7);
});

test('an outcome stands on those before it', () => {
  const bars = barsOf(history({ at: [END], matched: [3], duplicates: [1] }));

  expect(pathOf(bars, 'duplicate', 40)).toBe('M59.08,0.00h0.84v10.00h-0.84z');
  expect(pathOf(bars, 'refused', 40)).toBe('');
});

test('what is dragged over is a range of whole bars, whichever way it was dragged', () => {
  expect(between(END, 1, 0.5)).toEqual({ from: END - 150_000, to: END });
  expect(between(END, 0.5, 0.5)).toEqual({ from: END - 150_000, to: END - 145_000 });
  expect(between(END, -1, 2)).toEqual({ from: END - 300_000, to: END });
});

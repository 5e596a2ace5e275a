import { expect, test } from 'vitest';
import { rebuildOf } from './rebuild';

test('what is rebuilt is told with how long it takes', () => {
  expect(rebuildOf({ window: 3_601_000, entries: 12_000, millis: 300 })).toBe(
    'New sessions are built from 1 h of events: about 12,000 events, in about 300 ms. The active version decides meanwhile.',
  );
  expect(rebuildOf({ window: 3_601_000, entries: 1, millis: null })).toContain(
    '1 event, how long that takes',
  );
});

test('nothing to rebuild is no pause', () => {
  expect(rebuildOf({ window: 0, entries: 0, millis: 0 })).toContain('No rule remembers anything');
  expect(rebuildOf({ window: 61_000, entries: 0, millis: 0 })).toContain('remember 1 min');
});

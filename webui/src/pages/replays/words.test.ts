import { expect, test } from 'vitest';
import { meant, part, wanted } from './words';

const REPLAY = {
  id: 'r1',
  at: 2000,
  state: 'running' as const,
  quarantined: false,
  from: 0,
  to: 2000,
  rate: 100,
  total: 0,
  seen: 0,
  replayed: 0,
};

test('a replay says which events it means', () => {
  expect(meant({ ...REPLAY, source: 'shop', type: 'order.*' })).toMatch(
    /^events of shop of type order\.\* until /,
  );
  expect(meant({ ...REPLAY, quarantined: true })).toMatch(/^events in quarantine until /);
  expect(meant({ ...REPLAY, event: 'e-1', source: 'shop', from: 1 })).toMatch(
    /^event e-1 of shop received from .+ until /,
  );
});

test('its part is of the entries that it goes through', () => {
  expect(part(REPLAY)).toBe(0);
  expect(part({ ...REPLAY, total: 8, seen: 4 })).toBe(0.5);
  expect(part({ ...REPLAY, total: 8, seen: 9 })).toBe(1);
  expect(part({ ...REPLAY, state: 'ended', total: 8, seen: 1 })).toBe(1);
});

test('an empty field is not asked for', () => {
  expect(wanted({ source: ' shop ', type: '', event: '  ' })).toEqual({ source: 'shop' });
});

import { expect, test } from 'vitest';
import type { Schema } from '../api/client';
import { meant, namesOf, score } from './names';

const pack: Schema['PackSummary'] = {
  pack: 'orders',
  activeVersion: 1,
  deciding: { rules: [], definitions: [] },
  revision: 1,
  draft: false,
  rules: ['orders/paid order', 'orders/cart abandoned'],
  definitions: ['fulfil-order'],
  off: [],
};
const names = namesOf([], [pack]);

test('a name is found by its letters in their order, the closest first', () => {
  expect(meant(names, 'order').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'pack orders',
    'rule orders/paid order',
    'rule orders/cart abandoned',
    'process fulfil-order',
  ]);
  expect(meant(names, 'flord').map(({ name }) => name)).toEqual(['fulfil-order']);
});

test('a rule leads to its events, however its name is written', () => {
  expect(meant(names, 'paid')[0]?.href).toBe(`/events?f=${encodeURIComponent('rule:"orders/paid order"')}`);
});

test('nothing typed lists the pages, and an id is no name', () => {
  expect(meant(names, ' ').every(({ kind }) => kind === 'page')).toBe(true);
  expect(meant(names, '0-0000000000000000000000000a')).toEqual([]);
  expect(score('orders', 'o1')).toBe(0);
});

import { expect, test } from 'vitest';
import type { Fact } from './facts';
import { schemaPaths, withSchema } from './schema';

const ORDER = JSON.stringify({
  type: 'object',
  properties: {
    total: { type: 'number', description: 'with tax' },
    note: { type: ['string', 'null'] },
    customer: { $ref: '#/$defs/who' },
    items: { type: 'array', items: { properties: { sku: { type: 'string' } } } },
  },
  anyOf: [{ properties: { voucher: {} } }],
  $defs: { who: { type: 'object', description: 'who pays', properties: { id: { type: 'string' } } } },
});

test('a schema names paths as accessors take them', () => {
  expect(schemaPaths(ORDER)).toEqual([
    { path: 'total', kinds: ['number'], description: 'with tax' },
    { path: 'note', kinds: ['text', 'null'] },
    { path: 'customer', kinds: ['object'], description: 'who pays' },
    { path: 'customer.id', kinds: ['text'] },
    { path: 'items', kinds: ['array'] },
    { path: 'items.0', kinds: [] },
    { path: 'items.0.sku', kinds: ['text'] },
    { path: 'voucher', kinds: [] },
  ]);
});

test('a schema that is still written, or leads back to itself, is no harm', () => {
  expect(schemaPaths('{"properties": {')).toEqual([]);
  expect(schemaPaths('{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}')).toEqual([]);
});

test('what was seen stays, and the schema says more of it', () => {
  const seen: Fact = {
    type: 'order.placed',
    seen: 4,
    lastSeen: 1,
    sources: ['shop'],
    whole: true,
    paths: [{ path: 'total', kinds: ['text'], seen: 3, hidden: false }],
  };

  expect(withSchema('order.placed', seen, undefined)).toBe(seen);
  const both = withSchema('order.placed', seen, ORDER);
  expect(both?.seen).toBe(4);
  expect(both?.paths[0]).toEqual({ ...seen.paths[0], description: 'with tax' });
  expect(withSchema('order.placed', undefined, ORDER)?.paths).toHaveLength(8);
});

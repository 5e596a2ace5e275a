import { expect, test } from 'vitest';
import { insertionOf } from './insertion';

const LHS =
  'rule "a"\nwhen\n  $o : Event( type == "order.placed" )\n  $p : Event( type == "order.paid" )\n  ';
const total = { type: 'order.paid', path: 'total', kinds: ['number'] };

test.each([
  [`${LHS}Event( type == "order.paid", `, 'num("total")'],
  [`${LHS}Event( type == "order.paid", num("`, 'total'],
  [`${LHS}Event( type == "order.paid", num(`, '"total"'],
  [`${LHS}\nthen\n  `, '$p.num("total")'],
])('a path after %j is %s', (before, wanted) => {
  expect(insertionOf(before, total)).toBe(wanted);
});

test.each([
  [LHS, 'Event( type == "order.paid" )'],
  [`${LHS}Event( type == `, '"order.paid"'],
  [`${LHS}Event( type == "`, 'order.paid'],
])('a type after %j is %s', (before, wanted) => {
  expect(insertionOf(before, { type: 'order.paid' })).toBe(wanted);
});

test('what stood at a path tells how it is read', () => {
  const kinds = ['number', 'text', 'boolean', 'array', 'object'];

  expect(kinds.map((kind) => insertionOf('', { type: 't', path: 'x', kinds: [kind] }))).toEqual([
    'num("x")',
    'str("x")',
    'bool("x")',
    'list("x")',
    'has("x")',
  ]);
});

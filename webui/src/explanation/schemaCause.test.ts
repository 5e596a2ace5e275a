import { expect, test } from 'vitest';
import { schemaCause } from './schemaCause';

test('the violations of a schema are told one by one', () => {
  const cause =
    'schema: not what schemas/order.placed.schema.json of pack shop, version 7, wants: /total: a number is wanted, not a text; ' +
    'the data: "totl" is not known here: is "total" meant?; and 3 more. Mend what its sender sends; or the schema, and replay ' +
    'the quarantine';

  expect(schemaCause(cause)).toEqual({
    head: 'Not what schemas/order.placed.schema.json of pack shop, version 7, wants',
    violations: [
      { pointer: '/total', text: 'a number is wanted, not a text' },
      { pointer: 'the data', text: '"totl" is not known here: is "total" meant?' },
      { pointer: '', text: 'and 3 more' },
    ],
    next: 'Mend what its sender sends; or the schema, and replay the quarantine.',
  });
  expect(schemaCause('rule "a/b" failed: x')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { packsFor } from './packs';

test('the open pack comes first, and is there before the hub keeps it', () => {
  expect(packsFor(['shop', 'care'], 'shop')).toEqual(['shop', 'care']);
  expect(packsFor(['shop', 'care'], 'fresh')).toEqual(['fresh', 'care', 'shop']);
});

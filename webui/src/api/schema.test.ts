// @vitest-environment node
import { readFile } from 'node:fs/promises';
import openapi, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('the types are those of the contract (npm run gen:api)', async () => {
  const contract = new URL('../../../backend/src/main/resources/openapi.yaml', import.meta.url);
  const written = await readFile(new URL('./schema.d.ts', import.meta.url), 'utf8');

  const generated = COMMENT_HEADER + astToString(await openapi(contract, { defaultNonNullable: false }));

  expect(written === generated, 'src/api/schema.d.ts is stale: npm run gen:api').toBe(true);
});

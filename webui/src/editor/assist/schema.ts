import type { Fact, FactPath } from './facts';

/** A path that a schema names, with what it says of it. */
export interface SchemaPath {
  path: string;
  kinds: FactPath['kinds'];
  description?: string;
}

type Json = Record<string, unknown>;

const KINDS: Record<string, FactPath['kinds'][number]> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
  null: 'null',
};
const DEEPEST = 20;
const MOST = 500;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The paths that a schema names, as accessors take them; none of a text that is no JSON yet. */
export function schemaPaths(text: string): SchemaPath[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  const found = new Map<string, SchemaPath>();
  part(root, '', 0);
  return [...found.values()];

  function part(schema: unknown, path: string, depth: number): void {
    if (!isObject(schema) || depth > DEEPEST) return;
    part(referred(schema), path, depth + 1);
    if (isObject(schema['properties']))
      for (const [name, inside] of Object.entries(schema['properties']))
        if (name !== '' && !name.includes('.')) field(inside, path === '' ? name : `${path}.${name}`, depth);
    const items = schema['items'];
    for (const inside of [
      ...list(items),
      ...list(schema['prefixItems']),
      ...(isObject(items) ? [items] : []),
    ])
      field(inside, path === '' ? '0' : `${path}.0`, depth);
    for (const choice of ['allOf', 'anyOf', 'oneOf'])
      for (const inside of list(schema[choice])) part(inside, path, depth + 1);
    for (const choice of ['then', 'else']) part(schema[choice], path, depth + 1);
  }

  function field(schema: unknown, path: string, depth: number): void {
    if (!found.has(path) && found.size >= MOST) return;
    const own = isObject(schema) ? schema : {};
    const type = own['type'] ?? referred(own)?.['type'];
    const kinds = (typeof type === 'string' ? [type] : list(type)).flatMap((one) => {
      const kind = KINDS[String(one)];
      return kind === undefined ? [] : [kind];
    });
    const told = own['description'] ?? referred(own)?.['description'];
    const before = found.get(path);
    const description = typeof told === 'string' ? told : before?.description;
    found.set(path, {
      path,
      kinds: [...new Set([...(before?.kinds ?? []), ...kinds])],
      ...(description === undefined ? {} : { description }),
    });
    part(schema, path, depth + 1);
  }

  function referred(schema: Json): Json | undefined {
    const ref = schema['$ref'];
    if (typeof ref !== 'string' || !ref.startsWith('#/')) return undefined;
    let at: unknown = root;
    for (const step of ref.slice(2).split('/'))
      at = isObject(at) ? at[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    return isObject(at) ? at : undefined;
  }
}

/** What was seen of a type, with what its schema says beside it. */
export function withSchema(type: string, seen: Fact | undefined, text: string | undefined): Fact | undefined {
  if (text === undefined) return seen;
  const paths = new Map((seen?.paths ?? []).map((path) => [path.path, path]));
  for (const { path, kinds, description } of schemaPaths(text)) {
    const known = paths.get(path);
    const told = description === undefined ? {} : { description };
    paths.set(
      path,
      known === undefined ? { path, kinds, seen: 0, hidden: false, ...told } : { ...known, ...told },
    );
  }
  const nothing = { type, seen: 0, lastSeen: 0, sources: [], whole: true };
  return { ...(seen ?? nothing), paths: [...paths.values()] };
}

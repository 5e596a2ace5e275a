import type { Path } from './place';

/** What we read of a JSON Schema. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | readonly string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  maxProperties?: number;
  items?: Schema;
  enum?: readonly unknown[];
  const?: unknown;
  examples?: readonly unknown[];
  oneOf?: readonly Schema[];
  anyOf?: readonly Schema[];
  allOf?: readonly Schema[];
  then?: Schema;
  else?: Schema;
}

/** Every schema that holds for what stands at a path, or may hold for it; none where anything may stand. */
export function schemasAt(root: Schema, path: Path): Schema[] {
  return path.reduce<Schema[]>(
    (above, step) => above.flatMap((one) => under(one, step)).flatMap((one) => opened(root, one)),
    opened(root, root),
  );
}

function under({ properties, additionalProperties, items }: Schema, step: string | number): Schema[] {
  if (typeof step === 'number') return items === undefined ? [] : [items];
  const own = Object.hasOwn(properties ?? {}, step) ? properties?.[step] : undefined;
  if (own !== undefined) return [own];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** A schema with those that it refers to or has a choice of. What is said where it is referred to goes before. */
function opened(root: Schema, schema: Schema, seen: readonly Schema[] = []): Schema[] {
  if (seen.includes(schema)) return [];
  const more = [...seen, schema];
  const { $ref, ...own } = schema;
  if ($ref !== undefined) {
    const found = opened(root, referred(root, $ref), more);
    return Object.keys(own).length === 0 ? found : found.map((one) => ({ ...one, ...own }));
  }
  const { oneOf = [], anyOf = [], allOf = [] } = schema;
  const choices = [...oneOf, ...anyOf, ...allOf, schema.then, schema.else];
  return [schema, ...choices.flatMap((one) => (one === undefined ? [] : opened(root, one, more)))];
}

function referred(root: Schema, ref: string): Schema {
  const steps = ref.split('/').slice(1);
  return steps.reduce((at, step) => (at as Record<string, Schema>)[step] ?? {}, root);
}

/** The kinds of values that are taken, the usual first. */
export const typesOf = (schemas: readonly Schema[]): string[] => [
  ...new Set(schemas.flatMap(({ type }) => (type === undefined ? [] : [type].flat()))),
];

export const toldOf = (schemas: readonly Schema[]): string | undefined =>
  schemas.find(({ description }) => description !== undefined)?.description;

import { outlineOf } from '../../editor/outline';

export { rulesStarter } from '../../editor/head';

const TYPE = /type\s*==\s*"([^"]+)"/;

/** A case that gives the first rule an event of the type that it looks for. */
export function caseStarter(pack: string, drl: string): string {
  const rule = outlineOf('rules.drl', drl).find(({ kind }) => kind === 'rule')?.name ?? 'the name of a rule';
  const type = TYPE.exec(drl)?.[1] ?? 'order.placed';
  return `name: say in one sentence what must happen
given:
  - {type: ${type}, subject: order-1, data: {total: 500}}
expect:
  matched: [${JSON.stringify(`${pack}/${rule}`)}]
`;
}

/** A table begins with its header: the key, and what is known of it. */
export const TABLE_STARTER = 'key,value\n';

/** A schema begins with what every event of its type must have. */
export const SCHEMA_STARTER = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "required": [],
  "properties": {}
}
`;

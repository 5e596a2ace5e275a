import { outlineOf } from '../../editor/outline';

const TYPE = /type\s*==\s*"([^"]+)"/;

/** The package of a pack's rules: the hub refuses any other. */
export const packageOf = (pack: string): string => `rules.${pack.replaceAll('-', '_')}`;

/** The head of the rules of a new pack; what comes next is a template, or one's own words. */
export function rulesStarter(pack: string): string {
  return `package ${packageOf(pack)}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub
`;
}

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

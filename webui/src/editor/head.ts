/** The package of a pack's rules: the hub refuses any other. */
const packageOf = (pack: string): string => `rules.${pack.replaceAll('-', '_')}`;

/** The head of the rules of a new pack; what comes next is a template, or one's own words. */
export function rulesStarter(pack: string): string {
  return `package ${packageOf(pack)}

import dev.signalbox.event.Event
import dev.signalbox.rules.Hub
global Hub hub
`;
}

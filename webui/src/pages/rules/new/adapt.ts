import type { Schema } from '../../../api/client';
import type { NewRule } from '../../../editor/insert';

type RuleTemplate = Schema['RuleTemplate'];

const RULE = /^rule "([^"]+)"/m;
const START = /hub\.start\( "([^"]+)" \)/;

/** What the rule of a template is called there. */
export const ruleOf = ({ drl }: RuleTemplate): string => RULE.exec(drl)?.[1] ?? '';

/** The process that the rule of a template starts; empty when it starts none. */
export const startedBy = ({ drl }: RuleTemplate): string => START.exec(drl)?.[1] ?? '';

/** The rule and the case of a template, for a pack, under a name, starting a process of one's own. */
export function ruleFrom(template: RuleTemplate, pack: string, name: string, process: string): NewRule {
  const rule = ruleOf(template);
  const started = startedBy(template);
  return {
    name,
    drl: template.drl
      .replace(`rule "${rule}"`, () => `rule "${name}"`)
      .replaceAll(`hub.start( "${started}" )`, () => `hub.start( "${process}" )`),
    case: template.case
      .replaceAll(`[example/${rule}]`, () => `[${JSON.stringify(`${pack}/${name}`)}]`)
      .replaceAll(`definition: ${started},`, () => `definition: ${process},`),
  };
}

import { hub, type Schema } from '../../../api/client';
import { rulesStarter } from '../../../editor/head';
import { processFrom, withRule } from '../../../editor/insert';
import { caseOf, ruleOf, type Given, type Wanted } from './pattern';

type Pack = Schema['Pack'];

/** A process that does not exist yet, and the template that it is to be made of. */
interface NewProcess {
  name: string;
  template: Schema['ProcessTemplate'];
}

/** A case larger than this is no example any more. */
const LARGEST = 64 * 1024;

/** Whether the data is small enough to stand in a case. */
export const fits = (data: string | null): boolean => (data ?? '').length <= LARGEST;

/** All that is needed to put a rule into the draft of a pack. */
export interface Order {
  pack: string;
  /** The pack as it is; undefined for a new one. */
  base: Pack | undefined;
  wanted: Wanted;
  given: Given;
  process: NewProcess | undefined;
}

/** Puts the rule with a case of this event into the draft of a pack; the line at which it stands then. */
export async function putRule({ pack, base, wanted, given, process }: Order): Promise<number> {
  const before = base?.files ?? { drl: rulesStarter(pack), definitions: {}, sources: '', cases: {} };
  const made = withRule(pack, before, {
    name: wanted.name,
    drl: ruleOf(wanted),
    case: caseOf(pack, wanted, given),
  });
  const files = {
    ...made.files,
    cases: fits(given.data) ? made.files.cases : before.cases,
    definitions:
      process === undefined
        ? before.definitions
        : { ...before.definitions, [process.name]: processFrom(process.template, pack, process.name) },
  };
  await hub.putDraft(pack, base === undefined ? files : { ...files, revision: base.revision });
  return made.line;
}

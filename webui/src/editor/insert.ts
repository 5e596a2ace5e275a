import { rulesStarter } from './head';
import { lineOfRule, outlineOf } from './outline';

/** What a name of a file may be; the hub takes no other for a process or a pack. */
export const FILE_NAME = /^[a-z][a-z0-9-]{0,62}$/;

const IMPORT = /^import[ \t].*\n?/gm;

/** The texts of a pack that a rule is put into. */
export interface RuleFiles {
  drl: string;
  cases: Record<string, string>;
}

/** A rule on its way into a pack. */
export interface NewRule {
  name: string;
  drl: string;
  case: string;
}

/** A name as that of a file: "Large order!" is large-order. */
export function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 63);
  return plain === '' ? 'rule' : plain;
}

/** The name itself, or the first of name-2, name-3 ... that is free. */
export function freeName(name: string, taken: readonly string[], between = '-'): string {
  let free = name;
  for (let n = 2; taken.includes(free); n++) free = `${name}${between}${n}`;
  return free;
}

/** Names that the rules of a pack have already, of everything that must not be there twice. */
export function namesOf(drl: string): string[] {
  return outlineOf('rules.drl', drl).map(({ name }) => name);
}

/** Names in a text to be put in that the pack has already. */
export function clashes(drl: string, added: string): string[] {
  const there = new Set(namesOf(drl));
  return namesOf(added).filter((name) => there.has(name));
}

/** Why a rule cannot be called so in a text of rules; empty when it can. */
export function ruleNameFault(name: string, drl: string): string {
  if (name.trim() === '') return 'A rule needs a name.';
  if (/["\\\n]/.test(name)) return 'A name has no quotes, backslashes or line breaks.';
  return namesOf(drl).includes(name) ? `There is a "${name}" already.` : '';
}

/** The texts with one rule more: its imports go to the others, and its case gets a file of its own. */
export function withRule<T extends RuleFiles>(
  pack: string,
  files: T,
  rule: NewRule,
): { files: T; line: number } {
  const imports = (rule.drl.match(IMPORT) ?? []).map((one) => one.trim());
  const text = rule.drl.replace(IMPORT, '').trim();
  const head = withImports(files.drl.trim() === '' ? rulesStarter(pack) : files.drl, imports);
  const drl = `${head.trimEnd()}\n\n${text}\n`;
  const file = freeName(fileNameOf(rule.name), Object.keys(files.cases));
  return {
    files: { ...files, drl, cases: { ...files.cases, [file]: rule.case } },
    line: lineOfRule(drl, rule.name),
  };
}

function withImports(drl: string, imports: string[]): string {
  const there = new Set((drl.match(IMPORT) ?? []).map((one) => one.trim().replace(/;$/, '')));
  const missing = imports.filter((one) => !there.has(one.replace(/;$/, '')));
  if (missing.length === 0) return drl;
  const lines = drl.split('\n');
  const last = lines.findLastIndex((line) => /^(?:import|package)[ \t]/.test(line));
  lines.splice(last + 1, 0, ...missing);
  return lines.join('\n');
}

/** The text of a process template under another name, in a pack. */
export function processFrom(template: { name: string; yaml: string }, pack: string, name: string): string {
  return template.yaml
    .replaceAll(template.name, () => name)
    .replace('namespace: example', () => `namespace: ${pack}`);
}

import { type Open, openOf, TIMES } from './brackets';
import { GIVES, READS } from './words';
import { type Declared, standing, type Standing, typesOf } from './section';
import { bare, read, type Token } from './tokens';

/** What may be written at a place. */
export type Context = { from: number; word: string } & (
  | { kind: 'top' | 'attribute' | 'import' | 'rule-annotation' | 'type-annotation' | 'field-type' }
  | { kind: 'element'; declared: Declared[] }
  | { kind: 'constraint'; type: string; fields: string[]; variables: string[]; bound: boolean }
  | { kind: 'operator'; of: 'this' | 'value' }
  | { kind: 'value'; type: string; variables: string[]; path: string | undefined; types: string[] }
  | { kind: 'event-type'; quoted: boolean }
  | { kind: 'path'; accessor: string; types: string[]; quoted: boolean }
  | { kind: 'example'; path: string; types: string[] }
  | { kind: 'duration' | 'window' | 'function' }
  | { kind: 'variable'; variables: string[]; fields?: string[] }
  | { kind: 'statement'; variables: string[]; declared: Declared[]; begins: boolean }
  | { kind: 'member'; owner: string }
  | { kind: 'definition' | 'table'; quoted: boolean }
  | { kind: 'column'; table: string }
);

type Plain = Context extends infer T ? (T extends Context ? Omit<T, 'from' | 'word'> : never) : never;

const COMPARING = new Set(['==', '!=', '<', '>', '<=', '>=', 'matches', 'contains', 'memberOf', 'excludes']);

/** What may be written at the end of a text; undefined where nothing can be said. */
export function contextOf(text: string): Context | undefined {
  const { tokens, inside } = read(text);
  if (inside === 'comment') return undefined;
  const last = tokens.at(-1);
  const within = inside === 'text' ? last : undefined;
  const touching = last?.to === text.length && last.kind === 'word' ? last : undefined;
  if (last?.kind === 'number' && last.to === text.length && !isTime(tokens)) return undefined;
  const dashed = /[\w$-]*$/.exec(text)?.[0] ?? '';
  const before = within !== undefined || touching !== undefined ? tokens.slice(0, -1) : tokens;
  const number = last?.kind === 'number' && last.to === text.length;
  let at = standing(number ? before.slice(0, -1) : before);
  if (at.section === 'header' && within === undefined)
    at = standing(tokens.filter(({ to }) => to <= text.length - dashed.length));
  const found = within === undefined ? placed(at, text) : quoted(at);
  if (found === undefined) return undefined;
  const word = within === undefined ? (found.kind === 'attribute' ? dashed : wordOf(text)) : bare(within);
  return { ...found, from: text.length - word.length, word };
}

const wordOf = (text: string): string => /[\w$]*$/.exec(text)?.[0] ?? '';

/** Whether what is written is the number of a duration. */
function isTime(tokens: Token[]): boolean {
  const open = openOf(tokens.slice(0, -1)).at(-1);
  return open?.kind === 'temporal' || open?.kind === 'window';
}

function placed(at: Standing, text: string): Plain | undefined {
  const last = at.tokens.at(-1);
  if (at.section === 'top') return ofTop(at, text);
  if (at.section === 'header') return ofHeader(at);
  if (at.section === 'declare') return ofDeclare(at);
  if (at.section === 'lhs') return ofCondition(at);
  if (at.section !== 'rhs' && at.section !== 'function') return undefined;
  if (last?.text === '.') return member(at, at.tokens.length - 1);
  const inCall = inText(at, false);
  if (inCall !== undefined) return inCall;
  if (last !== undefined && !/^[;{}(,=+\-*/<>!&|?:)]|^return$/.test(last.text)) return undefined;
  const begins = last === undefined || [';', '{', '}'].includes(last.text);
  return { kind: 'statement', variables: [...at.variables.keys()], declared: at.declared, begins };
}

function ofTop(at: Standing, text: string): Plain | undefined {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (/^\s*import\s+[\w.]*$/.test(line)) return { kind: 'import' };
  return /^\s*\w*$/.test(line) ? { kind: 'top' } : undefined;
}

function ofHeader({ tokens }: Standing): Plain | undefined {
  if (tokens.length === 0) return undefined;
  if (tokens.at(-1)?.text === '@') return { kind: 'rule-annotation' };
  const open = openOf(tokens).at(-1);
  if (open !== undefined) return open.name === 'retain' ? { kind: 'duration' } : undefined;
  const setting = /^(?:salience|agenda-group|activation-group|-|group)$/.test(tokens.at(-1)?.text ?? '');
  return setting ? undefined : { kind: 'attribute' };
}

function ofDeclare({ tokens }: Standing): Plain | undefined {
  const last = tokens.at(-1);
  if (last?.text === '@') return { kind: 'type-annotation' };
  const open = openOf(tokens).at(-1);
  if (open?.name === 'expires') return { kind: 'duration' };
  return last?.text === ':' && open === undefined ? { kind: 'field-type' } : undefined;
}

function ofCondition(at: Standing): Plain | undefined {
  const { tokens } = at;
  const open = openOf(tokens);
  const top = open.at(-1);
  const [before, last] = [tokens.at(-2)?.text, tokens.at(-1)];
  if (last?.text === 'over') return { kind: 'window' };
  if (before === 'window' && last?.text === ':') return { kind: 'window' };
  if (last?.text === '.') return ofDot(at);
  if (last?.text === '@' || last?.text === '?') return undefined;
  if (top?.kind === 'temporal' || top?.kind === 'window') return { kind: 'duration' };
  if (top?.kind === 'call') return inText(at, false);
  const pattern = open.findLast(({ kind }) => kind === 'pattern' || kind === 'accumulate');
  if (top?.kind === 'list')
    return tokens[top.at - 2]?.text === 'type' ? { kind: 'event-type', quoted: false } : undefined;
  if (pattern?.kind === 'pattern') return constraint(at, pattern, Math.max(top?.part ?? 0, pattern.part));
  if (pattern !== undefined && pattern.section > 0) return counted(at, pattern);
  return mayBegin(last) ? { kind: 'element', declared: at.declared } : undefined;
}

/** Whether a pattern may stand behind this. */
const mayBegin = (last: Token | undefined): boolean =>
  last === undefined || /^(?:[(),;:]|not|exists|and|or|forall|collect|from)$/.test(last.text);

function ofDot({ tokens, variables }: Standing): Plain | undefined {
  const owner = tokens.at(-2)?.text ?? '';
  return variables.get(owner) === undefined ? undefined : { kind: 'member', owner: 'Event' };
}

/** Behind the first semicolon of an accumulate: functions, then constraints over what they gave. */
function counted({ tokens, variables }: Standing, { part }: Open): Plain | undefined {
  const written = tokens.slice(part);
  const last = written.at(-1);
  if (last?.text === ':') return { kind: 'function' };
  const names = [...variables.keys()];
  return last === undefined || COMPARING.has(last.text) || last.text === '&&'
    ? { kind: 'variable', variables: names }
    : undefined;
}

function constraint(at: Standing, pattern: Open, part: number): Plain | undefined {
  const { tokens } = at;
  const written = tokens.slice(part);
  const joined = written.findLastIndex(({ text }) => text === '&&' || text === '||' || text === '!');
  const own = written.slice(joined + 1);
  const last = own.at(-1);
  const { name } = pattern;
  const fields = at.declared.find((one) => one.name === name)?.fields ?? [];
  const variables = [...at.variables.keys()];
  const bound = own[1]?.text === ':';
  if (last === undefined || last.text === ':' || last.text === '(')
    return { kind: 'constraint', type: name, fields, variables, bound };
  if (/^[-+*/%]$/.test(last.text)) return { kind: 'constraint', type: name, fields, variables, bound: true };
  const timed = last.text === ']' && own.some(({ text }) => TIMES.has(text));
  if (timed) return { kind: 'variable', variables: eventsOf(at) };
  if (COMPARING.has(last.text)) return value(at, pattern, own, variables);
  const ends = last.kind !== 'sign' || last.text === ')' || last.text === ']';
  if (!ends || own.some(({ text }) => COMPARING.has(text) || text === 'in')) return undefined;
  return { kind: 'operator', of: last.text === 'this' ? 'this' : 'value' };
}

const eventsOf = ({ variables }: Standing): string[] =>
  [...variables].filter(([, types]) => types !== undefined).map(([name]) => name);

function value(at: Standing, pattern: Open, own: Token[], variables: string[]): Plain {
  const compared = own.slice(0, -1);
  if (compared.length === 1 && compared[0]?.text === 'type') return { kind: 'event-type', quoted: false };
  return {
    kind: 'value',
    type: compared[0]?.text === 'this' ? 'this' : pattern.name,
    variables,
    path: pathOf(compared),
    types: typesOf(at.tokens, pattern.at),
  };
}

/** The path that is read on the left side of a comparison. */
function pathOf(compared: Token[]): string | undefined {
  const [accessor, , path] = compared.slice(compared[1]?.text === ':' ? 2 : 0);
  return accessor !== undefined && accessor.text in READS && path?.kind === 'text' ? bare(path) : undefined;
}

/** Within quotes: what they are quotes of. */
function quoted(at: Standing): Plain | undefined {
  if (at.section === 'lhs') {
    const found = ofCondition(at);
    if (found?.kind === 'event-type') return { ...found, quoted: true };
    if (found?.kind === 'value' && found.path !== undefined)
      return { kind: 'example', path: found.path, types: found.types };
  }
  return inText(at, true);
}

/** The text that a call takes, within its quotes or before them. */
function inText(at: Standing, within: boolean): Plain | undefined {
  const { tokens } = at;
  const open = openOf(tokens).at(-1);
  if (open?.kind !== 'call') return undefined;
  const written = tokens.slice(open.part);
  if (written.length > 0) return undefined;
  const first = open.part === open.at + 1;
  const owner = tokens[open.at - 2]?.text === '.' ? tokens[open.at - 3] : undefined;
  if (open.name === 'table' || open.name === 'lookup')
    return first ? { kind: 'table', quoted: within } : columnOf(tokens, open);
  if (open.name in READS && first) return path(at, open, owner, within);
  if (owner?.text !== 'hub' || !first) return undefined;
  if (open.name === 'emit') return { kind: 'event-type', quoted: within };
  return open.name in GIVES ? { kind: 'definition', quoted: within } : undefined;
}

function columnOf(tokens: readonly Token[], open: Open): Plain | undefined {
  const table = tokens[open.at + 1];
  return table?.kind === 'text' ? { kind: 'column', table: bare(table) } : undefined;
}

function path(at: Standing, open: Open, owner: Token | undefined, within: boolean): Plain | undefined {
  const around = openOf(at.tokens).findLast(({ kind }) => kind === 'pattern');
  const types =
    owner === undefined
      ? around?.name === 'Event'
        ? typesOf(at.tokens, around.at)
        : undefined
      : at.variables.get(owner.text);
  return types === undefined ? undefined : { kind: 'path', accessor: open.name, types, quoted: within };
}

/** What a dot at an index asks: the hub, what its methods give, or an event. */
function member({ tokens, variables }: Standing, dot: number): Plain | undefined {
  const before = tokens[dot - 1];
  if (before?.text === 'hub') return { kind: 'member', owner: 'Hub' };
  if (before?.kind === 'word') {
    return variables.get(before.text) === undefined ? undefined : { kind: 'member', owner: 'Event' };
  }
  let depth = 0;
  for (let i = dot - 1; i > 0; i--) {
    depth += tokens[i]?.text === ')' ? 1 : tokens[i]?.text === '(' ? -1 : 0;
    if (depth > 0) continue;
    const name = tokens[i - 1]?.text ?? '';
    if (tokens[i - 2]?.text !== '.') return undefined;
    if (tokens[i - 3]?.text === 'hub') {
      const owner = GIVES[name];
      return owner === undefined ? undefined : { kind: 'member', owner };
    }
    return member({ tokens, variables } as Standing, i - 2);
  }
  return undefined;
}

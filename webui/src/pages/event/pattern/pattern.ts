import { pretty } from '../../../format/json';

type Kind = 'text' | 'number' | 'truth' | 'nothing';

/** How a field is compared; the words are those of the choice. */
export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'starts' | 'has' | 'lacks';

/** One field of the event that the rule looks at. The value stays the JSON text that it was: no number is parsed. */
export interface Constraint {
  path: string;
  operator: Operator;
  value: string;
}

const OPERATORS: Record<Kind, Operator[]> = {
  text: ['==', '!=', 'starts', 'has', 'lacks'],
  number: ['==', '!=', '>', '>=', '<', '<=', 'has', 'lacks'],
  truth: ['==', 'has', 'lacks'],
  nothing: ['lacks', 'has'],
};

export const SAID: Record<Operator, string> = {
  '==': 'is',
  '!=': 'is not',
  '>': 'is above',
  '>=': 'is at least',
  '<': 'is below',
  '<=': 'is at most',
  starts: 'begins with',
  has: 'is there',
  lacks: 'is missing',
};

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const LARGEST_INT = 2_147_483_647;

export function kindOf(value: string): Kind {
  if (value.startsWith('"')) return 'text';
  if (value === 'true' || value === 'false') return 'truth';
  return value === 'null' ? 'nothing' : 'number';
}

export const operatorsOf = (value: string): Operator[] => OPERATORS[kindOf(value)];

/** Whether an operator compares with a value. */
export const compares = (operator: Operator): boolean => operator !== 'has' && operator !== 'lacks';

/** The constraint that a click on a field makes: it is as it is in this event. */
export function clicked(path: string, value: string): Constraint {
  return { path, operator: kindOf(value) === 'nothing' ? 'lacks' : '==', value };
}

/** Why a value cannot be compared with; empty when it can. */
export function faultOf({ operator, value }: Constraint): string {
  if (!compares(operator) || kindOf(value) !== 'number') return '';
  return NUMBER.test(value) ? '' : 'This is no number.';
}

/** A text of JSON as one of Java: the escapes that are left are those of both. */
const literal = (json: string): string => JSON.stringify(JSON.parse(json));

export function drlOf({ path, operator, value }: Constraint): string {
  const at = `"${path}"`;
  if (operator === 'has') return `has(${at})`;
  if (operator === 'lacks') return `!has(${at})`;
  switch (kindOf(value)) {
    case 'text':
      return operator === 'starts'
        ? `begins(${at}, ${literal(value)})`
        : `str(${at}) ${operator} ${literal(value)}`;
    case 'truth':
      return value === 'true' ? `bool(${at})` : `has(${at}), !bool(${at})`;
    default:
      return exact(value) ? `num(${at}) ${operator} ${value}` : `dec(${at}) ${operator} ${value}B`;
  }
}

/** Whether a double holds the number as it is written, and Java reads it so; else it is compared as a decimal. */
function exact(value: string): boolean {
  if (/[eE]/.test(value)) return true;
  if (!value.includes('.')) return Math.abs(Number(value)) <= LARGEST_INT;
  return value.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15;
}

type Action = { kind: 'start'; process: string } | { kind: 'alert'; text: string };

/** A rule for events like this one. */
export interface Wanted {
  name: string;
  type: string;
  constraints: Constraint[];
  action: Action;
}

export function ruleOf({ name, type, constraints, action }: Wanted): string {
  const all = [`type == ${JSON.stringify(type)}`, ...constraints.map(drlOf)];
  return `rule "${name}"
when
  $e : Event( ${all.join(',\n              ')} )
then
${action.kind === 'start' ? startOf(action.process, constraints) : `  hub.alert( ${JSON.stringify(action.text)} );`}
end
`;
}

/** The process gets the fields that the rule looks at under their own names, and all of the data as data. */
function startOf(process: string, constraints: Constraint[]): string {
  const names = new Set<string>(['data']);
  const fields = constraints.flatMap(({ path, operator, value }) => {
    const name = path.split('.').at(-1) ?? path;
    if (operator === 'lacks' || kindOf(value) === 'nothing' || names.has(name)) return [];
    names.add(name);
    const read = { text: 'str', number: 'dec', truth: 'bool' }[kindOf(value) as 'text' | 'number' | 'truth'];
    return [`     .with( ${JSON.stringify(name)}, $e.${read}("${path}") )`];
  });
  return [`  hub.start( "${process}" )`, ...fields, '     .withData( $e );'].join('\n');
}

/** What of the event stands in its case. */
export interface Given {
  source: string;
  type: string;
  id: string;
  subject?: string | null;
  key?: string;
  data: string | null;
}

/** A case with this very event: the rule must match it. */
export function caseOf(pack: string, { name, action }: Wanted, given: Given): string {
  const rule = JSON.stringify(`${pack}/${name}`);
  const attributes = (['source', 'type', 'id', 'subject', 'key'] as const).flatMap((field) =>
    given[field] == null ? [] : [`${field}: ${JSON.stringify(given[field])}`],
  );
  const data = given.data === null ? [] : [`data: ${indented(given.data, '      ')}`];
  const expected =
    action.kind === 'start'
      ? `starts: [{definition: ${action.process}}]`
      : `alerts: [${JSON.stringify(action.text)}]`;
  return `name: ${JSON.stringify(`${name} matches the event ${given.id}`)}
rules: [${rule}]
given:
  - ${[...attributes, ...data].join('\n    ')}
expect:
  matched: [${rule}]
  ${expected}
`;
}

/** JSON is YAML when its lines stand deep enough. */
function indented(json: string, blanks: string): string {
  return pretty(json)
    .map(({ kind, text }) => (kind === 'space' ? text.replaceAll('\n', `\n${blanks}`) : text))
    .join('');
}

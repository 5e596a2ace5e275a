import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/*
 * Colours for DRL: three contexts, since the same word means another thing in each. At the top stand declarations and
 * attributes, from `when` patterns, from `then` (and in a function) Java. What is wrong is told by the hub, which has the
 * real parser; this only has to be quick and never to be confused by a half-written line.
 */
type Context = 'top' | 'lhs' | 'rhs';

interface State {
  context: Context;
  /** Inside a block comment. */
  comment: boolean;
  /** The next word or text is the name of a rule or query. */
  naming: boolean;
  /** After the name of a query come its patterns. */
  query: boolean;
  /** Open braces of a function; -1 outside of one. */
  depth: number;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TOP = words(
  'package import static function global declare extends rule query unit dialect salience enabled timer duration calendars',
);
const ATTRIBUTE =
  /^(?:no-loop|lock-on-active|auto-focus|agenda-group|activation-group|ruleflow-group|date-effective|date-expires)\b/;
const PATTERN = words(
  'and or not exists forall accumulate acc groupby collect from over window eval in this',
);
const TEMPORAL = words(
  'after before coincides during finishes finishedby includes meets metby overlaps overlappedby starts startedby',
);
const OPERATOR = words('contains excludes memberOf matches soundslike str');
const JAVA = words(
  'new if else for while do return var int long double boolean final try catch throw break continue instanceof switch case default this',
);
const ACTION = words('insert insertLogical update modify delete retract');
const ATOM = words('true false null');

const DURATION = /^\d+(?:ms|[dhms])(?:\d+(?:ms|[dhms]))*\b/;
const NUMBER = /^\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[BIJLlfFdD]?\b/;
const WORD = /^[A-Za-z_][\w]*/;

/** A text ends where its line does, so that one forgotten quote colours one line only. */
function text(stream: StringStream, quote: string): void {
  let escaped = false;
  for (let next = stream.next(); next != null; next = stream.next()) {
    if (next === quote && !escaped) return;
    escaped = !escaped && next === '\\';
  }
}

function comment(stream: StringStream, state: State): string {
  state.comment = !stream.match(/^.*?\*\//);
  if (state.comment) stream.skipToEnd();
  return 'comment';
}

/** Whether a bracket follows. */
const isCalled = (stream: StringStream): boolean => Boolean(stream.match(/^\s*\(/, false));

function named(state: State): string {
  state.naming = false;
  if (state.query) state.context = 'lhs';
  state.query = false;
  return 'ruleName';
}

function word(stream: StringStream, state: State, found: string): string | null {
  const member = stream.string.charAt(stream.start - 1) === '.';
  if (state.naming) return named(state);
  if (member) return isCalled(stream) ? 'call' : 'variableName';
  if (state.depth < 0) {
    const turned = turn(state, found);
    if (turned !== null) return turned;
  }
  if (ATOM.has(found)) return 'atom';
  return inside(stream, state.context, found);
}

/** The words that lead from one context to the next. */
function turn(state: State, found: string): string | null {
  if (found === 'end') state.context = 'top';
  else if (found === 'when' && state.context === 'top') state.context = 'lhs';
  else if (found === 'then' && state.context !== 'rhs') state.context = 'rhs';
  else if (state.context === 'top' && TOP.has(found)) return declared(state, found);
  else return null;
  return 'block';
}

function declared(state: State, found: string): string {
  state.naming = found === 'rule' || found === 'query';
  state.query = found === 'query';
  if (found === 'function') {
    state.context = 'rhs';
    state.depth = 0;
  }
  return 'keyword';
}

function inside(stream: StringStream, context: Context, found: string): string | null {
  const call = isCalled(stream);
  if (context === 'lhs') {
    if (PATTERN.has(found)) return 'operatorKeyword';
    if (TEMPORAL.has(found) && !call) return 'operatorKeyword';
    if (OPERATOR.has(found) && !call) return 'operatorKeyword';
  } else if (context === 'rhs') {
    if (ACTION.has(found) && call) return 'action';
    if (JAVA.has(found)) return 'operatorKeyword';
  }
  if (/^[A-Z]/.test(found)) return 'typeName';
  return call ? 'call' : 'variableName';
}

function sign(stream: StringStream, state: State): string {
  const char = stream.next() ?? '';
  if (state.depth >= 0) {
    if (char === '{') state.depth++;
    if (char === '}' && --state.depth <= 0) {
      state.depth = -1;
      state.context = 'top';
    }
  }
  return /[()[\]{}]/.test(char) ? 'bracket' : /[=<>!&|+\-*/%?:]/.test(char) ? 'operator' : 'punctuation';
}

function token(stream: StringStream, state: State): string | null {
  if (state.comment) return comment(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match('//')) {
    stream.skipToEnd();
    return 'comment';
  }
  if (stream.match('/*')) return comment(stream, state);
  const quote = stream.match(/^["']/) as RegExpMatchArray | null;
  if (quote !== null) {
    text(stream, quote[0]);
    return state.naming ? named(state) : 'string';
  }
  if (stream.match(/^@\w+/)) return 'annotation';
  if (stream.match(/^\$\w*/)) return 'binding';
  if (stream.match(DURATION) || stream.match(NUMBER)) return 'number';
  if (state.context === 'top' && stream.match(ATTRIBUTE)) return 'keyword';
  const found = stream.match(WORD) as RegExpMatchArray | null;
  return found === null ? sign(stream, state) : word(stream, state, found[0]);
}

const drlParser: StreamParser<State> = {
  name: 'drl',
  startState: () => ({ context: 'top', comment: false, naming: false, query: false, depth: -1 }),
  token,
  indent: (state) => (state.context === 'top' ? 0 : null),
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', '"'] },
  },
  tokenTable: {
    block: tags.controlKeyword,
    ruleName: tags.definition(tags.name),
    binding: tags.special(tags.variableName),
    call: tags.function(tags.variableName),
    action: tags.moduleKeyword,
    annotation: tags.annotation,
  },
};

export const drl = StreamLanguage.define(drlParser);

/** What can be said of a word: how it is used, and what it does. */
export interface Word {
  name: string;
  /** How it is called or what follows it. */
  form?: string;
  /** What is put in, with `|` where one goes on writing. */
  insert?: string;
  help: string;
}

const word = (name: string, help: string, form?: string, insert?: string): Word => ({
  name,
  help,
  ...(form === undefined ? {} : { form }),
  ...(insert === undefined ? {} : { insert }),
});

/** The kinds of values that an accessor reads. */
export const READS: Record<string, readonly string[]> = {
  num: ['number'],
  dec: ['number'],
  str: ['text'],
  bool: ['boolean'],
  has: ['number', 'text', 'boolean', 'array', 'object'],
  begins: ['text'],
  list: ['array'],
  time: ['text'],
};

export const ACCESSORS: readonly Word[] = [
  word(
    'num',
    'The number at a path; when there is none, every comparison is false.',
    'num("path")',
    'num("|")',
  ),
  word('str', 'The text at a path, or null.', 'str("path")', 'str("|")'),
  word('has', 'Whether the path holds anything but null.', 'has("path")', 'has("|")'),
  word('bool', 'Whether the path holds true.', 'bool("path")', 'bool("|")'),
  word('dec', 'The exact number at a path, or null.', 'dec("path")', 'dec("|")'),
  word('list', 'The elements of an array as text; empty when there is none.', 'list("path")', 'list("|")'),
  word(
    'begins',
    'Whether the text at a path begins with a prefix.',
    'begins("path", "prefix")',
    'begins("|", "")',
  ),
  word('time', 'The RFC 3339 time at a path in milliseconds, or null.', 'time("path")', 'time("|")'),
];

export const PROPERTIES: readonly Word[] = [
  word('type', 'The type of the event. It belongs first in each pattern: events are routed by it.', 'text'),
  word('key', 'The partition key. A join over it is a look into a hash table.', 'text'),
  word('subject', 'What the event is about, or null.', 'text'),
  word('source', 'Who reported the event.', 'text'),
  word('id', 'The id that its sender gave it.', 'text'),
  word('time', 'When it happened, in milliseconds, at most five minutes before its receive time.', 'number'),
  word('at', 'When the journal received it, in milliseconds.', 'number'),
  word('clockSkew', 'Whether the time of its sender could not be right.', 'true or false'),
  word('replay', 'Whether it was journaled before and is decided again.', 'true or false'),
];

export const TOP: readonly Word[] = [
  word(
    'rule',
    'A condition over events, and what is wanted when it is met.',
    'rule "name" when … then … end',
  ),
  word('declare', 'A type of facts that rules insert, such as a marker.', 'declare Name … end'),
  word('function', 'A function of Java that conditions and consequences may call.'),
  word('query', 'A condition that has a name, for other rules to ask.'),
  word('import', 'Makes a class known by its short name.', 'import dev.signalbox.event.Event'),
  word('global', 'The hub, through which a rule says what it wants.', 'global Hub hub'),
  word('package', 'The package of the pack: rules. and its name.'),
];

export const ATTRIBUTES: readonly Word[] = [
  word('when', 'The condition begins.'),
  word('then', 'The consequence begins.'),
  word(
    'salience',
    'A whole number: of two rules that fire for one event, the greater is first.',
    'salience 10',
  ),
  word('no-loop', 'The rule is not fired again by what it changes itself.'),
  word('lock-on-active', 'The rule does not fire again while its group is active.'),
  word('enabled', 'Whether the rule is on.', 'enabled false'),
  word('agenda-group', 'A group of rules that is fired together.', 'agenda-group "name"'),
  word('activation-group', 'Of the rules of this group only one fires.', 'activation-group "name"'),
];

export const ELEMENTS: readonly Word[] = [
  word('Event', 'An event that was journaled.', 'Event( type == "…", … )', 'Event( type == "|" )'),
  word('not', 'There is no such event.', 'not Event( … )'),
  word('exists', 'There is at least one such event.', 'exists Event( … )'),
  word(
    'accumulate',
    'Counts or sums over the events that match.',
    'accumulate( Event( … ); $n : count(1); $n >= 3 )',
    'accumulate( Event( type == "|", this before[0s, 5m] $e ); $n : count(1); $n >= 3 )',
  ),
  word(
    'groupby',
    'Counts or sums, for each value of a key by itself.',
    'groupby( Event( … ) over window:time( 5m ); $key : $c; $n : count(1); $n >= 3 )',
  ),
  word('forall', 'Every such event fulfils what follows.', 'forall( Event( … ) Event( … ) )'),
  word('then', 'The consequence begins.'),
];

export const FUNCTIONS: readonly Word[] = [
  word('count', 'How many there are.', 'count(1)', 'count(1)'),
  word('sum', 'The sum of a bound number.', 'sum($x)', 'sum(|)'),
  word('average', 'The mean of a bound number.', 'average($x)', 'average(|)'),
  word('min', 'The least.', 'min($x)', 'min(|)'),
  word('max', 'The greatest.', 'max($x)', 'max(|)'),
  word('collectList', 'All values in a list.', 'collectList($x)', 'collectList(|)'),
  word('collectSet', 'All different values.', 'collectSet($x)', 'collectSet(|)'),
];

export const TEMPORAL: readonly Word[] = [
  word(
    'after',
    'It came after the other one, within these bounds.',
    'this after[0s, 5m] $e',
    'after[0s, 5m] |',
  ),
  word(
    'before',
    'It came before the other one, within these bounds.',
    'this before[0s, 5m] $e',
    'before[0s, 5m] |',
  ),
  word('coincides', 'Both came at the same time.', 'this coincides[1s] $e', 'coincides[1s] |'),
];

/** Known, and seldom meant for events that have no length. */
export const SELDOM_TEMPORAL = [
  ...['during', 'finishes', 'finishedby', 'includes', 'meets'],
  ...['metby', 'overlaps', 'overlappedby', 'starts', 'startedby'],
];

export const OPERATORS: readonly Word[] = [
  word('==', 'is equal'),
  word('!=', 'is not equal; true when the path is missing, so put has("…") before it'),
  word('in', 'is one of these', 'in ( "a", "b" )', 'in ( "|" )'),
  word('matches', 'matches a regular expression', 'matches "a.*"', 'matches "|"'),
  word('contains', 'a list holds it', 'list("tags") contains "x"', 'contains "|"'),
  word('memberOf', 'is in a list'),
  word('not', 'turns the operator that follows', 'not in, not matches'),
];

export const COMPARISONS: readonly Word[] = [
  ...OPERATORS.slice(0, 2),
  word('>', 'is greater'),
  word('>=', 'is greater or equal'),
  word('<', 'is less'),
  word('<=', 'is less or equal'),
];

export const WINDOWS: readonly Word[] = [
  word('window:time', 'What came within this time.', 'over window:time( 5m )', 'window:time( 5m| )'),
  word('window:length', 'The last so many.', 'over window:length( 10 )', 'window:length( 10| )'),
];

export const DURATIONS: readonly Word[] = [
  ['0s', 'at once'],
  ['30s', 'thirty seconds'],
  ['1m', 'a minute'],
  ['5m', 'five minutes'],
  ['30m', 'half an hour'],
  ['1h', 'an hour'],
  ['24h', 'a day'],
  ['7d', 'a week'],
].map(([name = '', help = '']) => word(name, help));

const START: readonly Word[] = [
  word(
    'key',
    'The key of the instance; without it the partition key of the event.',
    '.key( $x )',
    'key( | )',
  ),
  word('with', 'One entry of its input.', '.with( "name", $x )', 'with( "|",  )'),
  word('withData', 'Copies the data of an event into its input.', '.withData( $e )', 'withData( | )'),
];

/** What can be called on what. */
export const MEMBERS: Record<string, readonly Word[]> = {
  Hub: [
    word('start', 'Starts a process of a definition.', 'hub.start( "definition" ).key( $x )', 'start( "|" )'),
    word('emit', 'Makes a new event, which rules see in their turn.', 'hub.emit( "type" )', 'emit( "|" )'),
    word(
      'cancel',
      'Ends the instances of a definition with a key.',
      'hub.cancel( "definition" ).key( $x )',
      'cancel( "|" )',
    ),
    word('alert', 'Tells people.', 'hub.alert( "text" )', 'alert( "|" )'),
  ],
  Start: START,
  Emission: [
    word(
      'subject',
      'What the new event is about; it becomes its partition key.',
      '.subject( $x )',
      'subject( | )',
    ),
    word('with', 'One field of its data.', '.with( "name", $x )', 'with( "|",  )'),
  ],
  Cancellation: [
    word('key', 'The key of the instances.', '.key( $x )', 'key( | )'),
    word('compensate', 'They undo what they have done before they end.', '.compensate()', 'compensate()'),
  ],
  Event: [
    ...ACCESSORS,
    word('getId', 'The id that its sender gave it.', 'getId()', 'getId()'),
    word('getType', 'Its type.', 'getType()', 'getType()'),
    word('getSubject', 'What it is about, or null.', 'getSubject()', 'getSubject()'),
    word('getSource', 'Who reported it.', 'getSource()', 'getSource()'),
    word('getKey', 'Its partition key.', 'getKey()', 'getKey()'),
    word('getTime', 'When it happened, in milliseconds.', 'getTime()', 'getTime()'),
    word('getAt', 'When the journal received it, in milliseconds.', 'getAt()', 'getAt()'),
  ],
};

/** What the methods of the hub give. */
export const GIVES: Record<string, string> = { start: 'Start', emit: 'Emission', cancel: 'Cancellation' };

export const RULE_ANNOTATIONS: readonly Word[] = [
  word('retain', 'How long the events of this rule are remembered.', '@retain( 1h )', 'retain( 1h| )'),
];

export const TYPE_ANNOTATIONS: readonly Word[] = [
  word('role', 'It is an event: it has a time and an end.', '@role( event )', 'role( event )'),
  word('timestamp', 'The field that tells when it happened.', '@timestamp( at )', 'timestamp( at| )'),
  word('expires', 'How long it is remembered.', '@expires( 1h )', 'expires( 1h| )'),
];

export const IMPORTS: readonly Word[] = [
  word('dev.signalbox.event.Event', 'The one type of facts.'),
  word('dev.signalbox.rules.Hub', 'What a rule may ask for.'),
  word('java.util.List', 'A list.'),
  word('java.math.BigDecimal', 'An exact number.'),
  word('java.time.Instant', 'A moment.'),
];

export const FIELD_TYPES: readonly Word[] = ['String', 'long', 'int', 'double', 'boolean'].map((name) =>
  word(name, 'type of a field'),
);

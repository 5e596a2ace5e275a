import { type Highlighter, highlightTree, tags } from '@lezer/highlight';
import { expect, test } from 'vitest';
import { drl } from './drl';

const NAMES = new Map([
  [tags.keyword, 'keyword'],
  [tags.controlKeyword, 'block'],
  [tags.operatorKeyword, 'word'],
  [tags.moduleKeyword, 'action'],
  [tags.annotation, 'annotation'],
  [tags.definition(tags.name), 'name'],
  [tags.special(tags.variableName), 'binding'],
  [tags.function(tags.variableName), 'call'],
  [tags.typeName, 'type'],
  [tags.string, 'string'],
  [tags.number, 'number'],
  [tags.comment, 'comment'],
]);
const telling: Highlighter = { style: (given) => given.map((tag) => NAMES.get(tag) ?? '').join('') || null };

/** The coloured words of a text, each with what it was taken for. */
function coloured(text: string): string[] {
  const found: string[] = [];
  highlightTree(drl.parser.parse(text), telling, (from, to, name) => {
    found.push(`${name} ${text.slice(from, to)}`);
  });
  return found;
}

test('a word means what its context makes of it', () => {
  const found = coloured(
    'rule "end of day" no-loop true\nwhen\n $e : Event( type == "x", this after[0s, 5m] $f )\nthen\n insert( new Alerted( $e ) );\nend\n',
  );

  expect(found).toEqual([
    'keyword rule',
    'name "end of day"',
    'keyword no-loop',
    'block when',
    'binding $e',
    'type Event',
    'string "x"',
    'word this',
    'word after',
    'number 0s',
    'number 5m',
    'binding $f',
    'block then',
    'action insert',
    'word new',
    'type Alerted',
    'binding $e',
    'block end',
  ]);
});

test('windows and declarations have their words', () => {
  expect(
    coloured('declare A @expires( 5m ) end rule r when accumulate( E() over window:time( 1h30m ) )'),
  ).toEqual([
    'keyword declare',
    'type A',
    'annotation @expires',
    'number 5m',
    'block end',
    'keyword rule',
    'name r',
    'block when',
    'word accumulate',
    'type E',
    'word over',
    'word window',
    'call time',
    'number 1h30m',
  ]);
});

test('what is open at the end of a line or a text spoils nothing behind it', () => {
  expect(coloured('rule "half\nwhen // then\n/* end\n*/ then')).toEqual([
    'keyword rule',
    'name "half',
    'block when',
    'comment // then',
    'comment /* end',
    'comment */',
    'block then',
  ]);
});

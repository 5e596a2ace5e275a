import { expect, test } from 'vitest';
import { keysOf, pathOf, placeAt } from './place';

/** Where the bar of a text stands: `key`, `value` and `element` with the path that each is under. */
function at(text: string): string {
  const place = placeAt(text.replace('¦', ''), text.indexOf('¦'));
  if (place === undefined) return 'nowhere';
  const parts = { key: place.keyOf, value: place.valueOf, element: place.elementOf };
  return Object.entries(parts)
    .flatMap(([name, node]) => (node === undefined ? [] : [`${name} /${pathOf(node).join('/')}`]))
    .concat(place.word === '' ? [] : `"${place.word}"`)
    .join(', ');
}

const others = (text: string): string[] => {
  const { keyOf } = placeAt(text.replace('¦', ''), text.indexOf('¦')) ?? {};
  return keyOf === undefined ? [] : keysOf(keyOf);
};

const TASKS = 'document:\n  name: a\ndo:\n  - greet:\n      call: http\n      with:\n        method: get\n';

test('a key is under what is indented less', () => {
  expect(at('¦')).toBe('key /');
  expect(at('doc¦')).toBe('key /, "doc"');
  expect(at('document:\n  na¦')).toBe('key /document, element /document, "na"');
  expect(at(`${TASKS}      th¦`)).toBe('key /do/0/greet, "th"');
  expect(at(`${TASKS}        endp¦\n`)).toBe('key /do/0/greet/with, "endp"');
  expect(at(`${TASKS}¦`)).toBe('key /');
  expect(at(`${TASKS}  - n¦`)).toBe('key /do/1, value /do/1, "n"');
});

test('a blank line is where it is indented to', () => {
  expect(at(`${TASKS}      ¦\n\n  - next:\n      set: {}\n`)).toBe('key /do/0/greet');
  expect(at(`${TASKS}        ¦`)).toBe('key /do/0/greet/with');
  expect(at(`${TASKS}\n\n      ¦`)).toBe('key /do/0/greet');
  expect(at('do:\n  - a:\n      try:\n        ¦')).toBe('key /do/0/a/try, element /do/0/a/try');
  expect(at(`${TASKS}  ¦`)).toBe('element /do');
});

test('where no indentation fits there is nothing', () => {
  expect(at(`${TASKS}       ¦`)).toBe('nowhere');
  expect(at(`${TASKS}     th¦`)).toBe('nowhere');
  expect(at('document:\n    name: a\n  ver¦')).toBe('nowhere');
  expect(at('document:\n  name: a\n    ver¦')).toBe('nowhere');
});

test('the name of a key that has its colon can be changed', () => {
  expect(at('do:\n  - a:\n      ca¦ll: http\n')).toBe('key /do/0/a, "ca"');
  expect(at('do:\n  - a:\n      ¦call: http\n      with: {}\n')).toBe('key /do/0/a');
  expect(others('do:\n  - a:\n      ca¦ll: http\n      with: {}\n')).toEqual(['with']);
});

test('the other keys are those before and after', () => {
  const text = 'document:\n  dsl: 1.0.3\n  n¦\n  version: 1.0.0\ndo: []\n';

  expect(others(text)).toEqual(['dsl', 'version']);
  expect(others('a: {b: 1, ¦, c: 2}\nd: 3\n')).toEqual(['b', 'c']);
});

test('a value is after its colon, as far as it is one word', () => {
  expect(at('do:\n  - a:\n      call: ¦')).toBe('value /do/0/a/call');
  expect(at('do:\n  - a:\n      call: ht¦\n      with: {}')).toBe('value /do/0/a/call, "ht"');
  expect(at('do:\n  - a:\n      then: "ne¦"')).toBe('value /do/0/a/then, "ne"');
  expect(at("use:\n  secrets: ['sh¦']")).toBe('value /use/secrets/0, "sh"');
  expect(at('title: what it d¦')).toBe('nowhere');
  expect(at('body: ${ .a¦ }')).toBe('nowhere');
  expect(at('name: a # and so ¦')).toBe('nowhere');
});

test('an element is a value, or has keys', () => {
  expect(at('use:\n  secrets:\n    - ¦')).toBe('key /use/secrets/0, value /use/secrets/0');
  expect(at('use:\n  secrets: [shop, ¦]')).toBe('key /use/secrets/1, value /use/secrets/1');
  expect(at('do:\n- a:\n    call: http\n- b:\n    ca¦')).toBe('key /do/1/b, element /do/1/b, "ca"');
  expect(at('any:\n  - with:\n      type: a\n    corr¦')).toBe('key /any/0, "corr"');
});

test('brackets are read over lines, and as far as they go', () => {
  expect(at('do:\n  - a: {call: http, with: {¦')).toBe('key /do/0/a/with');
  expect(at('do:\n  - a: {call: http, with: {me¦}}\n')).toBe('key /do/0/a/with, "me"');
  expect(at('do:\n  - a: {call: http, with: {method: ¦}, then: end}')).toBe('value /do/0/a/with/method');
  expect(at('do:\n  - a: {call: http, ¦}')).toBe('key /do/0/a');
  expect(at('do:\n  - a: {\n      call: http,\n      th¦\n    }\n  - b: {}\n')).toBe('key /do/0/a, "th"');
  expect(at('do: [{a: {ca¦}}]')).toBe('key /do/0/a, "ca"');
  expect(at('- a: {with: {method: get\n- b:\n    th¦')).toBe('key /1/b, element /1/b, "th"');
});

test('texts over lines hold neither keys nor values', () => {
  expect(at('a:\n  set: |\n    na¦\n  then: end\n')).toBe('nowhere');
  expect(at('a:\n  set: >-\n    one\n\n    two\n  th¦')).toBe('key /a, "th"');
  expect(at('a:\n  body: "one\n    two¦\n  three"\n')).toBe('nowhere');
  expect(at('a:\n  body: "one: {\n    two"\n  th¦')).toBe('key /a, "th"');
  expect(at('a:\n  when: \'${ .a == "b: c" }\' # {\n  th¦')).toBe('key /a, "th"');
});

test('a broken text is read as far as it can be', () => {
  expect(at(':\n  - - x: [}\n ]\n\ta: "\n¦')).not.toBe('');
  expect(at('a: http://b/c?d=e#f\nb¦')).toBe('key /, "b"');
  expect(at('---\n# a comment:\n\na:\n\n  # more:\n  b¦')).toBe('key /a, element /a, "b"');
});

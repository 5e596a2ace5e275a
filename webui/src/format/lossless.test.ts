import { expect, test } from 'vitest';
import { pretty, tokens } from './json';
import { parseKeeping } from './lossless';

const text =
  '{"id": "a\\"b", "data": {"n": 12345678901234567890, "x": [1.50, null]}, "list": [{"data": null}], "t": true}';

test('a big integer inside a kept value stays as it was written', () => {
  const parsed = parseKeeping(text, new Set(['data']));

  expect(parsed).toEqual({
    id: 'a"b',
    data: { raw: '{"n":12345678901234567890,"x":[1.50,null]}' },
    list: [{ data: null }],
    t: true,
  });
});

test('pretty printing changes blanks only', () => {
  const shown = pretty(text)
    .map((token) => token.text)
    .join('');

  expect(tokens(shown)).toEqual(tokens(text));
  expect(shown).toContain('\n    "n": 12345678901234567890,\n');
});

test('a text that is no JSON is shown as it is', () => {
  expect(pretty('{oops')).toEqual([{ kind: 'space', text: '{oops' }]);
});

test('an answer that ends in the middle is refused', () => {
  expect(() => parseKeeping('{"a": [1, 2', new Set())).toThrow('ends in the middle');
});

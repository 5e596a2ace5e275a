import { expect, test } from 'vitest';
import { piecesOf } from './paths';
import { caseOf, clicked, drlOf, ruleOf, type Wanted } from './pattern';

const TEXT =
  '{"order":{"id":12345678901234567890,"no":7},"items":[{"sku":"a"},{"sku":"b\\"c"}],"a.b":1,"x":null,"ok":true}';

const wanted = (constraints: Wanted['constraints']): Wanted => ({
  name: 'like it',
  type: 'order.placed',
  constraints,
  action: { kind: 'start', process: 'tell' },
});

test('every value has the path by which rules read it, and what they cannot read has none', () => {
  const paths = piecesOf(TEXT).flatMap(({ path, text }) => (path === undefined ? [] : [[path, text]]));

  expect(paths).toEqual([
    ['order.id', '12345678901234567890'],
    ['order.no', '7'],
    ['items.0.sku', '"a"'],
    ['items.1.sku', '"b\\"c"'],
    ['x', 'null'],
    ['ok', 'true'],
  ]);
});

test('a click makes the constraint that this event fulfils', () => {
  const made = (path: string, value: string) => drlOf(clicked(path, value));

  expect(made('items.1.sku', '"b\\"c"')).toBe('str("items.1.sku") == "b\\"c"');
  expect(made('order.no', '7')).toBe('num("order.no") == 7');
  expect(made('ok', 'true')).toBe('bool("ok")');
  expect(made('ok', 'false')).toBe('has("ok"), !bool("ok")');
  expect(made('x', 'null')).toBe('!has("x")');
  expect(drlOf({ path: 'a', operator: 'starts', value: '"re"' })).toBe('begins("a", "re")');
});

test('a number that a double does not hold is compared as a decimal, digit by digit', () => {
  const made = (value: string) => drlOf({ path: 'n', operator: '>=', value });

  expect(made('12345678901234567890')).toBe('dec("n") >= 12345678901234567890B');
  expect(made('3000000000')).toBe('dec("n") >= 3000000000B');
  expect(made('0.12345678901234567890123')).toBe('dec("n") >= 0.12345678901234567890123B');
  expect(made('-12.50')).toBe('num("n") >= -12.50');
  expect(made('1e5')).toBe('num("n") >= 1e5');
});

test('the rule names its type first and gives the process what it looked at', () => {
  const text = ruleOf(
    wanted([clicked('order.no', '7'), clicked('items.0.sku', '"a"'), clicked('x', 'null')]),
  );

  expect(text).toBe(`rule "like it"
when
  $e : Event( type == "order.placed",
              num("order.no") == 7,
              str("items.0.sku") == "a",
              !has("x") )
then
  hub.start( "tell" )
     .with( "no", $e.dec("order.no") )
     .with( "sku", $e.str("items.0.sku") )
     .withData( $e );
end
`);
});

test('its case holds the very event, with every digit of its numbers', () => {
  const given = {
    source: 'shop',
    type: 'order.placed',
    id: 'e: 1',
    key: 'k',
    data: '{"n":12345678901234567890}',
  };

  expect(caseOf('my-pack', wanted([]), given)).toBe(`name: "like it matches the event e: 1"
rules: ["my-pack/like it"]
given:
  - source: "shop"
    type: "order.placed"
    id: "e: 1"
    key: "k"
    data: {
        "n": 12345678901234567890
      }
expect:
  matched: ["my-pack/like it"]
  starts: [{definition: tell}]
`);
});

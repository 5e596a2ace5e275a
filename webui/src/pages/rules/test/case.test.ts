import { expect, test } from 'vitest';
import type { DryRun } from '../../../api/client';
import { caseOf, freeName } from './case';
import { afterOf, bodyOf, fieldsOf, type Given, isRecorded } from './given';

const first: Given = {
  key: 1,
  text: '{"type":"order.placed","source":"shop","id":"o-1","key":"k","data":{"total":9007199254740993.10}}',
};
const kept = (id: string, at: number): Given => {
  const text = `{"type":"paid","source":"shop","id":"${id}","data":{"n":1}}`;
  return { key: at, text, recorded: { id, source: 'shop', at, text } };
};
const run: DryRun = {
  results: [
    {
      event: 0,
      id: 'o-1',
      type: 'order.placed',
      partition: 0,
      key: 'k',
      at: 0,
      matched: ['shop/big'],
      intentions: [
        {
          kind: 'start',
          rule: 'shop/big',
          definition: 'ship',
          key: null,
          input: { raw: '{"total":9007199254740993.10}' },
        },
        { kind: 'alert', rule: 'shop/big', text: 'a "large" one' },
      ],
      warnings: [],
      fault: null,
    },
  ],
  facts: [],
};

test('a case has the events with relative times, and expects what was made of them', () => {
  expect(caseOf('a large order', [first, kept('p-1', 1_000), kept('p-2', 91_000)], '10m', run))
    .toBe(`name: "a large order"
given:
  - type: "order.placed"
    source: "shop"
    id: "o-1"
    key: "k"
    data: {"total":9007199254740993.10}
  - type: "paid"
    source: "shop"
    id: "p-1"
    data: {"n":1}
  - type: "paid"
    source: "shop"
    id: "p-2"
    after: "90s"
    data: {"n":1}
advance: 10m
expect:
  matched:
    - "shop/big"
  starts:
    - {definition: ship, key: "k", with: {"total":9007199254740993.10}}
  alerts:
    - "a \\"large\\" one"
`);
});

test('where nothing matched, nothing is expected', () => {
  expect(caseOf('quiet', [first], '', { results: [], facts: [] })).toContain('  nothing: true');
});

test('an event of the journal is sent by its id until it is edited, and its numbers are never parsed', () => {
  const edited = { ...kept('p-2', 1_500), text: '{"type":"paid","data":{"n":2}}' };

  expect(isRecorded(edited)).toBe(false);
  expect(afterOf([kept('p-1', 1_000), edited], 1)).toBe('500ms');
  expect(bodyOf([first, kept('p-1', 1_000), edited], '', { drl: 'x' })).toBe(
    '{"events":[{"type":"order.placed","source":"shop","id":"o-1","key":"k","data":{"total":9007199254740993.10}},' +
      '{"recorded":"p-1","source":"shop"},{"type":"paid","after":"500ms","data":{"n":2}}],"text":{"drl":"x"}}',
  );
});

test('what is no event says why', () => {
  expect(fieldsOf({ key: 1, text: '{' })).toBe('This is no JSON.');
  expect(fieldsOf({ key: 1, text: '[]' })).toBe('This is no JSON object.');
  expect(fieldsOf({ key: 1, text: '{"data":{}}' })).toBe('It needs a "type".');
});

test('a name is free', () => {
  expect(freeName('A large order!', ['a-large-order', 'a-large-order-2'])).toBe('a-large-order-3');
  expect(freeName('…', [])).toBe('case');
});

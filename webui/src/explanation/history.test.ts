import { expect, test } from 'vitest';
import type { Schema } from '../api/client';
import { givenOf, packHref } from '../router/hrefs';
import { historyOf } from './history';

const fact = (id: string, source = 'shop'): Schema['ExplainedFact'] => ({
  fact: 'Event',
  type: 'payment.failed',
  source,
  id,
  position: 1,
  at: 0,
  rule: null,
  values: [],
  why: null,
});

const rule: Schema['RuleVerdict'] = {
  rule: 'fraud/card testing',
  verdict: 'matched',
  patterns: [
    {
      text: 'accumulate Event',
      verdict: 'matched',
      constraints: [],
      facts: [fact('p-2'), fact('tick:7:1000', 'signalbox')],
      counted: { count: 2, results: [], facts: [fact('p-1'), fact('p-3')] },
    },
  ],
  matches: [{ facts: [{ name: '$e', fact: fact('p-3') }], values: [] }],
};

test('what a rule joined with an event is its history, without the event and the clock', () => {
  expect(historyOf(rule, { id: 'p-3', source: 'shop' })).toEqual([
    { id: 'p-1', source: 'shop' },
    { id: 'p-2', source: 'shop' },
  ]);
});

test('a link to the editor carries an event with its history, whatever their ids are', () => {
  const given = [{ id: 'a/b,c', source: 'shop' }];

  const href = packHref('fraud', { rule: 'card testing', event: 'p-3', source: 'bank', given });

  expect(givenOf(new URL(href, 'http://hub').searchParams)).toEqual([
    ...given,
    { id: 'p-3', source: 'bank' },
  ]);
});

import { expect, test } from 'vitest';
import type { Schema } from '../../../api/client';
import { pairsOf } from './pairs';

type Rule = Schema['RuleVerdict'];

const rule = (name: string, verdict: Rule['verdict']): Rule => ({ rule: name, verdict, patterns: [] });

test('what comes out differently stands first, and what matches nowhere is no news', () => {
  const pairs = pairsOf(
    [rule('a', 'not_matched'), rule('b', 'matched'), rule('c', 'not_matched'), rule('gone', 'not_matched')],
    [rule('a', 'could_not_evaluate'), rule('b', 'matched'), rule('c', 'matched'), rule('new', 'matched')],
  );

  expect(pairs.map(({ rule: name, telling }) => [name, telling])).toEqual([
    ['c', true],
    ['gone', true],
    ['new', true],
    ['b', true],
    ['a', false],
  ]);
  expect(pairs[1]?.after).toBeUndefined();
});

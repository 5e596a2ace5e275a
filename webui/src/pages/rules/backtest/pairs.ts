import type { Schema } from '../../../api/client';

type Rule = Schema['RuleVerdict'];

/** One rule on both sides of a back-test; undefined where there is no such rule. */
export interface Pair {
  rule: string;
  before: Rule | undefined;
  after: Rule | undefined;
  /** Whether it is what the draft changes, or a match. */
  telling: boolean;
}

/** The rules of both sides: first those that match on one side only, then those that match on both, then the others. */
export function pairsOf(before: Rule[], after: Rule[]): Pair[] {
  const names = [...new Set([...before, ...after].map(({ rule }) => rule))].sort();
  const pairs = names.map((rule): Pair & { order: number } => {
    const [old, now] = [before, after].map((side) => side.find((one) => one.rule === rule));
    const order = orderOf(old, now);
    return { rule, before: old, after: now, telling: order < 2, order };
  });
  return pairs.sort((a, b) => a.order - b.order);
}

/** What could not be evaluated tells nothing of a difference: an explanation may have been given up. */
function orderOf(before: Rule | undefined, after: Rule | undefined): number {
  if (before === undefined || after === undefined) return 0;
  const matched = [before, after].filter(({ verdict }) => verdict === 'matched').length;
  return matched === 1 ? 0 : matched === 2 ? 1 : 2;
}

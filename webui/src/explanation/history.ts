import type { Schema } from '../api/client';
import type { EventRef } from '../router/hrefs';

type Rule = Schema['RuleVerdict'];

/** As many as a person looks through. */
const MOST = 20;

/** The other events that a rule joined with an event, or came nearest to joining: with them it can be tried again. */
export function historyOf(rule: Rule, event: EventRef): EventRef[] {
  const facts = [
    ...(rule.matches ?? []).flatMap((match) => match.facts.map(({ fact }) => fact)),
    ...rule.patterns.flatMap((pattern) => [...(pattern.counted?.facts ?? []), ...(pattern.facts ?? [])]),
  ];
  const others = new Map<string, EventRef>();
  for (const { id, source } of facts)
    if (!isTick(id, source) && (id !== event.id || source !== event.source))
      others.set(`${source}/${id}`, { id, source });
  return [...others.values()].slice(0, MOST);
}

/** A second of the clock inserts facts too, and is no event. */
const isTick = (id: string, source: string): boolean => source === 'signalbox' && id.startsWith('tick:');

import { expect, test } from 'vitest';
import type { DryRun, EventStory } from '../../../api/client';
import { EMPTY, withText } from '../files';
import { Trial } from './trial.svelte';

const nothing: DryRun = { results: [], facts: [] };
const texts = { ...EMPTY, drl: 'package rules.shop' };

/** A hub that answers a dry run when it is told to. */
function waiting() {
  let answer: (run: DryRun) => void = () => undefined;
  const trial = new Trial('shop', {
    event: () => Promise.resolve({} as EventStory),
    dryRun: () => new Promise<DryRun>((done) => (answer = done)),
  });
  trial.write();
  return {
    trial,
    answer: () => {
      answer(nothing);
    },
  };
}

test('a result is of the events and the rules that were tried', async () => {
  const { trial, answer } = waiting();

  const run = trial.start(texts);
  answer();
  await run;

  expect(trial.isFresh(texts)).toBe(true);
  expect(trial.isFresh(withText(texts, 'cases/a.case.yaml', 'name: a'))).toBe(true);
  expect(trial.isFresh(withText(texts, 'rules.drl', 'package rules.other'))).toBe(false);
  trial.advance = '5m';
  expect(trial.isFresh(texts)).toBe(false);
});

test('an event that is edited while the rules run makes their result an old one', async () => {
  const { trial, answer } = waiting();

  const run = trial.start(texts);
  trial.edit(0, '{"type": "order.placed"}');
  answer();
  await run;

  expect(trial.run).toBe(nothing);
  expect(trial.isFresh(texts)).toBe(false);
});

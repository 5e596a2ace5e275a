import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../../../api/problem';
import { Watched } from './job.svelte';
import type { Backtest } from './words';

const running: Backtest = {
  id: 'a',
  pack: 'shop',
  revision: 1,
  against: 1,
  last: 10,
  from: 0,
  to: 1,
  state: 'running',
  why: null,
  done: 1,
  total: 10,
  events: 1,
  createdAt: 0,
  startedAt: 0,
  endedAt: null,
  result: null,
};

const refused = (status: number) =>
  new Problem({ title: 'No', detail: '', nextStep: '', code: 'no', status });

/** A hub that gives one answer after the other, the last one again and again. */
function answering(...answers: (Backtest | Problem)[]) {
  let asked = 0;
  const next = (): Promise<Backtest> => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    return answer instanceof Problem ? Promise.reject(answer) : Promise.resolve(answer ?? running);
  };
  const hub = { backtest: next, beginBacktest: next, cancelBacktest: () => Promise.reject(refused(503)) };
  return { watched: new Watched('shop', hub), asked: () => asked };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('it is asked for again until it is over', async () => {
  const { watched, asked } = answering(running, running, { ...running, state: 'finished' });

  await watched.look('a');
  await vi.runAllTimersAsync();

  expect(watched.job.value?.state).toBe('finished');
  expect(asked()).toBe(3);
});

test('an answer that comes after the last look asks for nothing more', async () => {
  const { watched, asked } = answering(running);

  const late = watched.look('a');
  watched.stop();
  await late;

  expect(vi.getTimerCount()).toBe(0);
  expect(asked()).toBe(1);
});

test('one that the hub has no more is told as that, once', async () => {
  const { watched } = answering(running, refused(404));

  await watched.look('a');
  await vi.runAllTimersAsync();

  expect(watched.job.value).toBeUndefined();
  expect(watched.job.problem?.status).toBe(404);
});

test('a cancellation that fails is told, and the back-test is watched on', async () => {
  const { watched } = answering(running);

  await watched.look('a');
  await watched.cancel();

  expect(watched.job.problem?.status).toBe(503);
  expect(vi.getTimerCount()).toBe(1);
  watched.stop();
});

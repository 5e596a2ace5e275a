import { expect, test } from 'vitest';
import type { Approval } from '../../api/processes';
import { idOf, wanted } from './which';

const one = (instance: string, path: string, since: number): Approval => ({
  instance,
  path,
  since,
  definition: 'refund',
  version: 1,
  key: 'k',
  deadline: 0,
  title: 'May I?',
});

const all = [one('0-b', '/do/0/ask', 3), one('0-a', '/do/1/fork/b/ask', 2), one('0-a', '/do/0/ask', 1)];

test('who has waited longest is shown first', () => {
  expect(wanted(all, null, null)?.since).toBe(1);
  expect(wanted([], null, null)).toBeUndefined();
});

test('an address names one of several questions of an instance', () => {
  expect(wanted(all, '0-a', '/do/0/ask')?.since).toBe(1);
  expect(wanted(all, '0-a', null)?.since).toBe(2);
  expect(wanted(all, '0-c', null)).toBeUndefined();
  expect(new Set(all.map(idOf)).size).toBe(3);
});

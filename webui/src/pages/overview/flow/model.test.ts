import { expect, test } from 'vitest';
import type { Schema } from '../../../api/client';
import { graphOf, type Known } from './model';

const NOBODY: Known = { sources: [], rules: [], definitions: [] };
const flow = (total: number): Schema['Flow'] => ({ total, rate: total / 10 });

function source(name: string, accepted: number, unmatched = 0, refusedLately = 0): Schema['FlowSource'] {
  return {
    name,
    accepted: flow(accepted),
    duplicates: flow(0),
    unmatched: flow(unmatched),
    refused: refusedLately,
    refusedLately,
    first: 1,
    last: 1,
  };
}

function map(parts: Partial<Schema['FlowMap']>): Schema['FlowMap'] {
  return { seconds: 10, sources: [], rules: [], definitions: [], matches: [], starts: [], ...parts };
}

const states = { running: 0, waiting: 0, retrying: 0, failed: 0 };

test('every node and ribbon leads to the list of exactly what it shows', () => {
  const { nodes, ribbons } = graphOf(
    map({
      sources: [source('shop', 5, 2)],
      rules: [{ name: 'orders/paid order', matched: flow(3) }],
      definitions: [{ name: 'ship', started: flow(3), states }],
      matches: [{ source: 'shop', rule: 'orders/paid order', flow: flow(3) }],
      starts: [{ rule: 'orders/paid order', definition: 'ship', flow: flow(3) }],
    }),
    NOBODY,
  );

  expect(ribbons.map(({ href }) => decodeURIComponent(href))).toEqual([
    '/events?f=source:shop rule:"orders/paid order"',
    '/events?f=source:shop outcome:unmatched',
    '/instances?f=definition:ship rule:"orders/paid order"',
  ]);
  expect(nodes.map(({ href }) => decodeURIComponent(href))).toEqual([
    '/events?f=source:shop',
    '/events?f=rule:"orders/paid order"',
    '/instances?f=definition:ship',
    '/events?f=outcome:unmatched',
  ]);
});

test('a badge names the worst state: failed is red, retrying is amber', () => {
  const badge = (some: Partial<typeof states>) =>
    graphOf(
      map({ definitions: [{ name: 'ship', started: flow(1), states: { ...states, ...some } }] }),
      NOBODY,
    ).nodes[0]?.badge;

  expect(badge({ retrying: 3, running: 1 })).toMatchObject({ word: '3 retrying', tone: 'warn' });
  expect(badge({ retrying: 3, failed: 1 })).toMatchObject({ word: '1 failed', tone: 'bad' });
  expect(badge({})).toBeUndefined();
});

test('more than twelve rules are drawn by their packs, and what flows through them is added up', () => {
  const rules = Array.from({ length: 14 }, (_, i) => ({
    name: `${i < 9 ? 'orders' : 'fraud'}/rule ${i}`,
    matched: flow(1),
  }));
  const { nodes, ribbons } = graphOf(
    map({
      sources: [source('shop', 14)],
      rules,
      matches: rules.map(({ name }) => ({ source: 'shop', rule: name, flow: flow(1) })),
    }),
    NOBODY,
  );

  const packs = nodes.filter(({ kind }) => kind === 'rule');
  expect(packs.map(({ name, over, total }) => [name, over, total])).toEqual([
    ['orders', 'rules of pack', 9],
    ['fraud', 'rules of pack', 5],
  ]);
  expect(decodeURIComponent(packs[0]?.href ?? '')).toBe('/events?f=rule:orders/*');
  expect(ribbons.map(({ total }) => total)).toEqual([9, 5]);
});

test('more than twelve sources are the busiest eleven and the others', () => {
  const sources = Array.from({ length: 15 }, (_, i) => source(`source-${i}`, i + 1));
  const { nodes } = graphOf(map({ sources }), NOBODY);

  expect(nodes).toHaveLength(12);
  expect(nodes.find(({ name }) => name === '(others)')).toMatchObject({
    total: 1 + 2 + 3 + 4,
    href: '/events',
  });
});

test('what is quiet is drawn while there is room, and strangers are never', () => {
  const quiet = (count: number): Known => ({
    ...NOBODY,
    definitions: Array.from({ length: count }, (_, i) => `quiet-${i}`),
  });
  const flows = map({
    sources: [source('(unknown)', 0, 0, 4)],
    definitions: [{ name: 'ship', started: flow(1), states }],
  });

  expect(graphOf(flows, quiet(3)).nodes).toHaveLength(4);
  expect(graphOf(flows, quiet(30)).nodes.map(({ name }) => name)).toEqual(['ship']);
});

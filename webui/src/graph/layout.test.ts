import { expect, test } from 'vitest';
import { layout, type Node } from './layout';
import { tasksOf } from './model';

const drawn = (list: unknown) => layout(tasksOf(list));
const at = (nodes: Node[], name: string) => {
  const node = nodes.find(({ task }) => task.name === name);
  if (node === undefined) throw new Error(`no ${name}`);
  return node;
};
const within = (inner: Node, outer: Node) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const apart = (a: Node, b: Node) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const SWITCH = [
  { look: { switch: [{ big: { when: '.n > 9', then: 'ask' } }, { other: { then: 'done' } }] } },
  { ask: { call: 'http', with: { method: 'post', endpoint: 'http://h/x' }, then: 'end' } },
  { done: { set: { ok: true } } },
];

test('tasks follow each other from top to bottom', () => {
  const { nodes, edges } = drawn([{ a: { set: {} } }, { b: { wait: 'PT1S' } }]);
  expect(at(nodes, 'a').y + at(nodes, 'a').height).toBeLessThan(at(nodes, 'b').y);
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual(
    expect.arrayContaining(['start /do/0/a', '/do/0/a /do/1/b', '/do/1/b end']),
  );
});

test('a switch leads to its targets with the words of its cases, and not to the next one when one always holds', () => {
  const { edges } = drawn(SWITCH);
  expect(edges.map(({ from, to, word }) => [from, to, word])).toEqual(
    expect.arrayContaining([
      ['/do/0/look', '/do/1/ask', 'big'],
      ['/do/0/look', '/do/2/done', 'other'],
    ]),
  );
  expect(edges.filter(({ from, word }) => from === '/do/0/look' && word === '')).toEqual([]);
  expect(edges.some(({ from }) => from === '/do/1/ask')).toBe(false);
});

const NESTED = [
  { each: { for: { in: '.items' }, do: [{ one: { wait: 'PT1S' } }] } },
  {
    guard: {
      try: [{ both: { fork: { branches: [{ a: { set: {} } }, { b: { do: [{ c: { set: {} } }] } }] } } }],
      catch: { do: [{ mend: { raise: {} } }] },
    },
  },
];

test('what is inside a task stands in its frame, and nothing covers its neighbour', () => {
  const { nodes, width, height } = drawn(NESTED);
  expect(nodes.map(({ task }) => task.path).sort()).toEqual([
    '/do/0/each',
    '/do/0/each/do/0/one',
    '/do/1/guard',
    '/do/1/guard/catch/do/0/mend',
    '/do/1/guard/try/0/both',
    '/do/1/guard/try/0/both/fork/branches/0/a',
    '/do/1/guard/try/0/both/fork/branches/1/b',
    '/do/1/guard/try/0/both/fork/branches/1/b/do/0/c',
  ]);
  for (const inner of nodes)
    for (const outer of nodes) {
      if (inner === outer) continue;
      const inside = inner.task.path.startsWith(`${outer.task.path}/`);
      if (inside) expect(within(inner, outer), `${inner.task.path} in ${outer.task.path}`).toBe(true);
      else if (!outer.task.path.startsWith(`${inner.task.path}/`))
        expect(apart(inner, outer), `${inner.task.path} beside ${outer.task.path}`).toBe(true);
    }
  for (const node of nodes) {
    expect(node.x + node.width).toBeLessThanOrEqual(width);
    expect(node.y + node.height).toBeLessThanOrEqual(height);
  }
});

test('a definition without tasks is two dots', () => {
  expect(drawn([]).nodes).toEqual([]);
  expect(tasksOf(undefined)).toEqual([]);
});

test('names with a slash have the path that the hub gives them', () => {
  expect(tasksOf([{ 'a/b': { set: {} } }])[0]?.path).toBe('/do/0/a~1b');
});

test('a task says what it does', () => {
  const about = (body: unknown) => tasksOf([{ x: body }]).map((task) => `${task.kind} ${task.about}`)[0];
  expect(about({ call: 'http', with: { method: 'get', endpoint: { uri: 'https://h/x' } } })).toBe(
    'call GET h/x',
  );
  expect(about({ listen: { to: { any: [{ with: { type: 'a' } }, { with: { type: 'b' } }] } } })).toBe(
    'listen a, b',
  );
  expect(about({ wait: { seconds: 2 } })).toBe('wait 2 seconds');
  expect(about({ run: { workflow: { name: 'part' } } })).toBe('run part');
  expect(about({ 'x-signalbox': { queue: { sink: 's' } } })).toBe('queue ');
});

import { expect, test } from 'vitest';
import { curve, layout, lit, type Box } from './layout';
import type { Column, Graph, Node, Ribbon } from './model';
import { Particles } from './particles';

function node(id: string, column: Column, kind: Node['kind'] = 'rule'): Node {
  return { id, column, kind, over: '', name: id, rate: 1, total: 1, href: '/', badge: undefined };
}

function ribbon(from: string, to: string, rate: number): Ribbon {
  return { id: `${from}>${to}`, from, to, rate, total: 10 * rate, href: '/', matched: true };
}

const graph: Graph = {
  nodes: [node('a', 0), node('b', 0), node('x', 1), node('y', 1), node('none', 1, 'no match'), node('p', 2)],
  ribbons: [ribbon('a', 'y', 30), ribbon('b', 'x', 10), ribbon('b', 'none', 10), ribbon('y', 'p', 30)],
};

function overlap(boxes: Box[]): boolean {
  return boxes.some((one) =>
    boxes.some(
      (other) =>
        one !== other && one.x === other.x && one.y < other.y + other.height && other.y < one.y + one.height,
    ),
  );
}

test('ribbons are as wide as their rates, and a quiet one is a hair', () => {
  const { bands } = layout({ ...graph, ribbons: [...graph.ribbons, ribbon('a', 'x', 0)] }, 1200, 500);
  const width = (id: string) => bands.find((band) => band.id === id)?.width ?? 0;

  expect(width('a>y')).toBeCloseTo(3 * width('b>x'));
  expect(width('a>x')).toBe(1.5);
});

test('nodes never lie on each other, and the sheet grows with them', () => {
  const many: Graph = {
    nodes: Array.from({ length: 13 }, (_, i) => node(`n${i}`, 1)),
    ribbons: [],
  };
  const { boxes, height } = layout(many, 1200, 300);

  expect(overlap(boxes)).toBe(false);
  expect(height).toBeGreaterThan(300);
  expect(Math.max(...boxes.map((box) => box.y + box.height))).toBeLessThanOrEqual(height);
});

test('a column follows the one before, so that ribbons do not cross, and no match is at the bottom', () => {
  const { boxes } = layout(graph, 1200, 500);
  const order = boxes.filter(({ column }) => column === 1).map(({ id }) => id);

  expect(order).toEqual(['y', 'x', 'none']);
});

test('ribbons leave a node side by side and within it', () => {
  const { boxes, bands } = layout(graph, 1200, 500);
  const b = boxes.find(({ id }) => id === 'b');
  const [first, second] = bands.filter(({ from }) => from === 'b');

  expect((second?.y1 ?? 0) - (first?.y1 ?? 0)).toBeCloseTo(((first?.width ?? 0) + (second?.width ?? 0)) / 2);
  expect(first?.y1).toBeGreaterThan(b?.y ?? 0);
});

test('an empty graph is drawn without a fault', () => {
  expect(layout({ nodes: [], ribbons: [] }, 1200, 400)).toMatchObject({ boxes: [], bands: [], height: 400 });
});

test('what is looked at lights its whole way and nothing else', () => {
  expect([...lit(graph, 'y')].sort()).toEqual(['a', 'a>y', 'p', 'y', 'y>p']);
  expect([...lit(graph, 'b>x')].sort()).toEqual(['b', 'b>x', 'x']);
});

test('a curve begins and ends where its ribbon does', () => {
  expect(curve({ x1: 0, y1: 10, x2: 100, y2: 50 })).toBe('M0,10C50,10 50,50 100,50');
});

test('dots are as many as the rate says, up to a bound, and end with their ribbon', () => {
  const { bands } = layout(graph, 1200, 500);
  const particles = new Particles();
  particles.step(0, bands, () => 0.5);
  let dots = 0;
  for (let now = 20; now <= 1000; now += 20) dots = particles.step(now, bands, () => 0.5).length;

  expect(dots).toBeGreaterThan(2 * 9 + 2 * 13);
  expect(dots).toBeLessThanOrEqual(2 * 10 + 2 * 14);
  expect(particles.step(1020, [], () => 0.5)).toEqual([]);
});

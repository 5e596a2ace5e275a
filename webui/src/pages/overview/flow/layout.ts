import type { Column, Graph, Node, Ribbon } from './model';

/** Where everything is drawn; pure, so that it can be tested without a browser. */

export interface Box extends Node {
  x: number;
  y: number;
  height: number;
}

export interface Band extends Ribbon {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
}

export interface Drawing {
  boxes: Box[];
  bands: Band[];
  nodeWidth: number;
  height: number;
}

const MARGIN = 16;
const GAP = 12;
const LEAST_HEIGHT = 44;
const PAD = 7;
/** The busiest node's ribbons together are so wide, in pixels; one that is quiet is a hair. */
const WIDEST = 44;
const HAIR = 1.5;
const COLUMNS: Column[] = [0, 1, 2];

export function layout(graph: Graph, width: number, wanted: number): Drawing {
  const nodeWidth = Math.max(132, Math.min(220, Math.round((width - 2 * MARGIN) / 4.6)));
  const scale = scaleOf(graph);
  const thick = (ribbon: Ribbon) => Math.max(HAIR, ribbon.rate * scale);
  const heights = new Map(graph.nodes.map((node) => [node.id, heightOf(node, graph, thick)]));
  const columns = ordered(graph);
  const needed = Math.max(...columns.map((column) => taken(column, heights)));
  const height = Math.max(wanted, needed + 2 * MARGIN);
  const boxes = columns.flatMap((column, i) => {
    const x = MARGIN + ((width - 2 * MARGIN - nodeWidth) / 2) * i;
    return placed(column, heights, height).map(([node, y, tall]): Box => ({ ...node, x, y, height: tall }));
  });
  return { boxes, bands: bands(graph, boxes, nodeWidth, thick), nodeWidth, height };
}

/** Pixels for each event a second: the same for all ribbons. */
function scaleOf({ nodes, ribbons }: Graph): number {
  const most = Math.max(
    ...nodes.map(({ id }) => Math.max(sum(ribbons, 'from', id), sum(ribbons, 'to', id))),
    0,
  );
  return most === 0 ? 0 : WIDEST / most;
}

function sum(ribbons: Ribbon[], end: 'from' | 'to', id: string): number {
  return ribbons.filter((ribbon) => ribbon[end] === id).reduce((all, { rate }) => all + rate, 0);
}

function heightOf(node: Node, { ribbons }: Graph, thick: (ribbon: Ribbon) => number): number {
  const side = (end: 'from' | 'to') =>
    ribbons.filter((ribbon) => ribbon[end] === node.id).reduce((all, ribbon) => all + thick(ribbon), 0);
  return Math.round(Math.max(LEAST_HEIGHT, side('from') + 2 * PAD, side('to') + 2 * PAD));
}

function taken(column: Node[], heights: Map<string, number>): number {
  return column.reduce((all, { id }) => all + (heights.get(id) ?? 0) + GAP, -GAP);
}

/** Sources by name; what follows as its ribbons come, so that few of them cross. No match stays at the bottom. */
function ordered({ nodes, ribbons }: Graph): Node[][] {
  const places = new Map<string, number>();
  return COLUMNS.map((column) => {
    const there = nodes.filter((node) => node.column === column);
    const centre = (node: Node) => {
      const from = ribbons.filter(({ to }) => to === node.id);
      const weight = from.reduce((all, { total }) => all + total + 1, 0);
      if (node.kind === 'no match') return Infinity;
      if (weight === 0) return column === 0 ? 0 : Number.MAX_VALUE;
      return from.reduce((all, { from: id, total }) => all + (places.get(id) ?? 0) * (total + 1), 0) / weight;
    };
    const centres = new Map(there.map((node) => [node.id, centre(node)]));
    const sorted = there.toSorted(
      (a, b) => compare(centres.get(a.id) ?? 0, centres.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1),
    );
    sorted.forEach(({ id }, i) => places.set(id, (i + 0.5) / sorted.length));
    return sorted;
  });
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Evenly over the height. */
function placed(column: Node[], heights: Map<string, number>, height: number): [Node, number, number][] {
  const room =
    (height - 2 * MARGIN - taken(column, heights) + GAP * (column.length - 1)) / (column.length + 1);
  const gap = Math.max(GAP, Math.min(room, 96));
  const all = taken(column, heights) + (gap - GAP) * (column.length - 1);
  let y = Math.max(MARGIN, (height - all) / 2);
  return column.map((node) => {
    const tall = heights.get(node.id) ?? LEAST_HEIGHT;
    const at = Math.round(y);
    y += tall + gap;
    return [node, at, tall];
  });
}

/** Ribbons leave and arrive side by side, in the order of their other ends. */
function bands(graph: Graph, boxes: Box[], nodeWidth: number, thick: (ribbon: Ribbon) => number): Band[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const starts = ends(graph.ribbons, byId, 'from', thick);
  const stops = ends(graph.ribbons, byId, 'to', thick);
  return graph.ribbons.map((ribbon) => ({
    ...ribbon,
    x1: (byId.get(ribbon.from)?.x ?? 0) + nodeWidth,
    y1: starts.get(ribbon.id) ?? 0,
    x2: byId.get(ribbon.to)?.x ?? 0,
    y2: stops.get(ribbon.id) ?? 0,
    width: thick(ribbon),
  }));
}

function ends(
  ribbons: Ribbon[],
  byId: Map<string, Box>,
  end: 'from' | 'to',
  thick: (ribbon: Ribbon) => number,
): Map<string, number> {
  const other = end === 'from' ? 'to' : 'from';
  const middles = new Map<string, number>();
  for (const box of byId.values()) {
    const mine = ribbons
      .filter((ribbon) => ribbon[end] === box.id)
      .sort((a, b) => (byId.get(a[other])?.y ?? 0) - (byId.get(b[other])?.y ?? 0));
    let y = box.y + (box.height - mine.reduce((all, ribbon) => all + thick(ribbon), 0)) / 2;
    for (const ribbon of mine) {
      middles.set(ribbon.id, y + thick(ribbon) / 2);
      y += thick(ribbon);
    }
  }
  return middles;
}

/** The curve of a ribbon, from its middle to its middle. */
export function curve({ x1, y1, x2, y2 }: Pick<Band, 'x1' | 'y1' | 'x2' | 'y2'>): string {
  const bend = (x2 - x1) / 2;
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

/** What is before and after a node or ribbon: all that is lit while it is looked at. */
export function lit({ ribbons }: Graph, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  const walk = (from: string, back: boolean) => {
    for (const ribbon of ribbons) {
      if ((back ? ribbon.to : ribbon.from) !== from || (found.has(ribbon.id) && ribbon.id !== id)) continue;
      found.add(ribbon.id);
      const next = back ? ribbon.from : ribbon.to;
      found.add(next);
      walk(next, back);
    }
  };
  const start = ribbons.find((ribbon) => ribbon.id === id);
  for (const end of start === undefined ? [id] : [start.from]) walk(end, true);
  for (const end of start === undefined ? [id] : [start.to]) walk(end, false);
  if (start !== undefined) [start.from, start.to].forEach((end) => found.add(end));
  return found;
}

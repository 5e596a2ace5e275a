import type { Inner, Lead, Task } from './model';

/** A card or, with tasks inside, a frame. */
export interface Node {
  task: Task;
  x: number;
  y: number;
  width: number;
  height: number;
  frame: boolean;
}

interface Edge {
  /** Paths of the tasks that it joins; `start` and `end` for those of the whole. */
  from: string;
  to: string;
  /** Of an SVG path. */
  d: string;
  word: string;
  /** Where the word stands. */
  x: number;
  y: number;
}

interface Title {
  text: string;
  x: number;
  y: number;
}

export interface Drawing {
  width: number;
  height: number;
  nodes: Node[];
  edges: Edge[];
  titles: Title[];
  start: Point;
  end: Point;
}

interface Point {
  x: number;
  y: number;
}

const CARD = { width: 212, height: 48 };
const GAP = 30;
const BESIDE = 20;
const HEAD = 46;
const PAD = 16;
const LANE = 18;
const DOT = 10;

/** A part at the origin. */
interface Block {
  width: number;
  height: number;
  /** Where an edge comes in and goes out. */
  middle: number;
  nodes: Node[];
  edges: Edge[];
  titles: Title[];
}

/** Draws a definition from top to bottom; what is inside a task stands in its frame, side by side. */
export function layout(tasks: readonly Task[]): Drawing {
  const top = DOT * 2 + GAP;
  const whole = moved(sequence(tasks), PAD, PAD + top);
  const start = { x: PAD + whole.middle, y: PAD + DOT };
  const end = { x: PAD + whole.middle, y: PAD + top + whole.height + GAP + DOT };
  const [first, last] = [tasks[0], tasks.at(-1)];
  const edges = [...whole.edges];
  if (first !== undefined && last !== undefined) {
    edges.push(straight('start', first.path, { x: start.x, y: start.y + DOT }, PAD + top));
    if (last.falls)
      edges.push(straight(last.path, 'end', { x: end.x, y: PAD + top + whole.height }, end.y - DOT));
  }
  return {
    width: whole.width + PAD * 2,
    height: end.y + DOT + PAD,
    nodes: whole.nodes,
    edges,
    titles: whole.titles,
    start,
    end,
  };
}

function straight(from: string, to: string, { x, y }: Point, end: number): Edge {
  return { from, to, d: `M${x} ${y}V${end}`, word: '', x, y };
}

function sequence(tasks: readonly Task[]): Block {
  const blocks = tasks.map(block);
  const middle = Math.max(0, ...blocks.map((one) => one.middle));
  const right = Math.max(0, ...blocks.map((one) => middle - one.middle + one.width));
  const out: Block = { width: right, height: 0, middle, nodes: [], edges: [], titles: [] };
  const spans = new Map<string, { top: number; height: number; right: number }>();
  blocks.forEach((one, i) => {
    const name = tasks[i]?.name ?? '';
    const top = i === 0 ? 0 : out.height + GAP;
    spans.set(name, { top, height: one.height, right: middle - one.middle + one.width });
    add(out, moved(one, middle - one.middle, top));
    out.height = top + one.height;
    const [before, here] = [tasks[i - 1], tasks[i]];
    if (before?.falls === true && here !== undefined)
      out.edges.push(straight(before.path, here.path, { x: middle, y: top - GAP }, top));
  });
  jumps(tasks, spans, right, out);
  return out;
}

/** What does not lead to the next one goes around on the right, each on a lane of its own. */
function jumps(
  tasks: readonly Task[],
  spans: Map<string, { top: number; height: number; right: number }>,
  right: number,
  out: Block,
): void {
  const index = (name: string) => tasks.findIndex((task) => task.name === name);
  const far = (task: Task, { to }: Lead) => Math.abs(index(to) - index(task.name));
  const all = tasks.flatMap((task) => {
    const leads = task.leads.filter(({ to }) => spans.has(to)).sort((a, b) => far(task, b) - far(task, a));
    return leads.map((lead, i) => ({ task, lead, share: (i + 1) / (leads.length + 1) }));
  });
  all.sort((a, b) => far(a.task, a.lead) - far(b.task, b.lead));
  all.forEach(({ task, lead: { to, word }, share }, lane) => {
    const from = spans.get(task.name);
    const target = spans.get(to);
    if (from === undefined || target === undefined) return;
    const x = right + (lane + 1) * LANE;
    const y = from.top + CARD.height * share;
    const end = target.top + 12;
    const d = `M${from.right} ${y}H${x}V${end}H${target.right + 2}`;
    const goal = tasks[index(to)]?.path ?? '';
    out.edges.push({ from: task.path, to: goal, d, word, x: from.right + 8, y: y - 3 });
  });
  const words = Math.max(0, ...tasks.flatMap(({ leads }) => leads.map(({ word }) => word.length)));
  if (all.length > 0)
    out.width = Math.max(right + (all.length + 1) * LANE, out.middle + CARD.width / 2 + words * 7 + LANE);
}

function block(task: Task): Block {
  if (task.inside.length === 0)
    return {
      ...CARD,
      middle: CARD.width / 2,
      nodes: [{ task, x: 0, y: 0, ...CARD, frame: false }],
      edges: [],
      titles: [],
    };
  const out: Block = { width: PAD, height: 0, middle: 0, nodes: [], edges: [], titles: [] };
  task.inside.forEach((inner: Inner, i) => {
    const part = sequence(inner.tasks);
    const left = out.width + (i === 0 ? 0 : BESIDE);
    const top = HEAD + (inner.title === '' ? 8 : 24);
    if (inner.title !== '') out.titles.push({ text: inner.title, x: left, y: HEAD + 14 });
    add(out, moved(part, left, top));
    out.width = left + Math.max(part.width, CARD.width / 2);
    out.height = Math.max(out.height, top + part.height);
  });
  out.width = Math.max(out.width + PAD, CARD.width);
  out.height += PAD;
  out.middle = task.inside.length === 1 ? PAD + CARD.width / 2 : out.width / 2;
  out.middle = Math.min(out.middle, out.width / 2);
  out.nodes.unshift({ task, x: 0, y: 0, width: out.width, height: out.height, frame: true });
  return out;
}

function add(out: Block, part: Block): void {
  out.nodes.push(...part.nodes);
  out.edges.push(...part.edges);
  out.titles.push(...part.titles);
}

function moved(part: Block, x: number, y: number): Block {
  return {
    ...part,
    nodes: part.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y })),
    titles: part.titles.map((title) => ({ ...title, x: title.x + x, y: title.y + y })),
    edges: part.edges.map((edge) => ({
      ...edge,
      x: edge.x + x,
      y: edge.y + y,
      d: shifted(edge.d, x, y),
    })),
  };
}

/** Moves a path of M, H and V. */
function shifted(d: string, x: number, y: number): string {
  return d.replace(/([MHV])([-\d.]+)(?: ([-\d.]+))?/g, (_all, letter: string, a: string, b?: string) => {
    if (letter === 'H') return `H${Number(a) + x}`;
    if (letter === 'V') return `V${Number(a) + y}`;
    return `M${Number(a) + x} ${Number(b) + y}`;
  });
}

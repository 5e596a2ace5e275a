import type { Schema } from '../../../api/client';
import { busiest, gather, homes, MOST, packs, withQuiet, type Item } from './group';
import { events, instances, OTHERS } from './links';

/** What flows, as columns of nodes and the ribbons between them. */

export type Column = 0 | 1 | 2;
type Kind = 'source' | 'rule' | 'definition' | 'no match';

interface Badge {
  word: string;
  tone: 'bad' | 'warn' | 'accent' | 'none';
  href: string;
}

export interface Node {
  /** Unlike any other, whatever the names are. */
  id: string;
  column: Column;
  kind: Kind;
  /** What stands above the name: the kind, with the pack of a rule. */
  over: string;
  name: string;
  rate: number;
  total: number;
  href: string;
  badge: Badge | undefined;
}

export interface Ribbon {
  id: string;
  from: string;
  to: string;
  rate: number;
  total: number;
  href: string;
  matched: boolean;
}

export interface Graph {
  nodes: Node[];
  ribbons: Ribbon[];
}

/** What there is besides what flowed: a source that is quiet is worth a look. */
export interface Known {
  sources: readonly Schema['Source'][];
  rules: readonly string[];
  definitions: readonly string[];
}

type FlowMap = Schema['FlowMap'];

const UNKNOWN = '(unknown)';
const NO_MATCH = 'no match';

export function graphOf(flows: FlowMap, known: Known): Graph {
  const sources = withQuiet(
    flows.sources.filter(({ name }) => name !== UNKNOWN).map(({ name, accepted }) => ({ name, ...accepted })),
    known.sources.map(({ name }) => name),
  );
  const rules = withQuiet(
    flows.rules.map(({ name, matched }) => ({ name, ...matched })),
    known.rules,
  );
  const definitions = withQuiet(
    flows.definitions.map(({ name, started }) => ({ name, ...started })),
    known.definitions,
  );
  const source = homes(sources, busiest(sources));
  const rule = homes(rules, rules.length > MOST ? packs(rules) : busiest(rules));
  const definition = homes(definitions, busiest(definitions));
  const nodes = [
    ...gather(sources, source).map((item) => sourceNode(item, flows, known)),
    ...gather(rules, rule).map(ruleNode),
    ...gather(definitions, definition).map((item) => definitionNode(item, flows)),
  ];
  const missed = flows.sources.filter(({ name, unmatched }) => name !== UNKNOWN && unmatched.total > 0);
  if (missed.length > 0) nodes.push(noMatch(missed));
  const ribbons = merge([
    ...flows.matches.map((each) => match(source(each.source), rule(each.rule), each.flow)),
    ...missed.map(({ name, unmatched }) => miss(source(name), unmatched)),
    ...flows.starts.map((each) => start(rule(each.rule), definition(each.definition), each.flow)),
  ]);
  const drawn = new Set(nodes.map(({ id }) => id));
  return { nodes, ribbons: ribbons.filter(({ from, to }) => drawn.has(from) && drawn.has(to)) };
}

function sourceNode(item: Item, flows: FlowMap, known: Known): Node {
  const { name } = item;
  const refused = flows.sources.find((each) => each.name === name)?.refusedLately ?? 0;
  const paused = known.sources.some((each) => each.name === name && each.state === 'paused');
  const href = `/sources/${encodeURIComponent(name)}`;
  return {
    ...item,
    id: id(0, name),
    column: 0,
    kind: 'source',
    over: 'source',
    href: events({ source: name }),
    badge: paused
      ? { word: 'paused', tone: 'warn', href }
      : refused > 0
        ? { word: `${refused} refused`, tone: 'warn', href }
        : undefined,
  };
}

function ruleNode(item: Item): Node {
  const [pack = '', rule] = item.name.split('/', 2);
  const group = rule === '*';
  return {
    ...item,
    name: rule === undefined ? item.name : group ? pack : item.name.slice(pack.length + 1),
    id: id(1, item.name),
    column: 1,
    kind: 'rule',
    over: group ? 'rules of pack' : rule === undefined ? 'rules' : `rule · ${pack}`,
    href: events({ rule: item.name }),
    badge: undefined,
  };
}

function definitionNode(item: Item, flows: FlowMap): Node {
  const states = flows.definitions.find((each) => each.name === item.name)?.states;
  return {
    ...item,
    id: id(2, item.name),
    column: 2,
    kind: 'definition',
    over: item.name === OTHERS ? 'processes' : 'process',
    href: instances({ definition: item.name }),
    badge: states === undefined ? undefined : worst(item.name, states),
  };
}

type States = Schema['FlowDefinition']['states'];

const TONES: [keyof States, Badge['tone']][] = [
  ['failed', 'bad'],
  ['retrying', 'warn'],
  ['waiting', 'none'],
  ['running', 'accent'],
];

/** Of the states of a definition's instances the one that is worst. */
function worst(definition: string, states: States): Badge | undefined {
  const found = TONES.find(([state]) => states[state] > 0);
  if (found === undefined) return undefined;
  const [state, tone] = found;
  return { word: `${states[state]} ${state}`, tone, href: instances({ definition, state }) };
}

function noMatch(missed: Schema['FlowSource'][]): Node {
  return {
    id: id(1, NO_MATCH, 'none'),
    column: 1,
    kind: NO_MATCH,
    over: 'no rule',
    name: NO_MATCH,
    rate: missed.reduce((sum, { unmatched }) => sum + unmatched.rate, 0),
    total: missed.reduce((sum, { unmatched }) => sum + unmatched.total, 0),
    href: events({ outcome: 'unmatched' }),
    badge: undefined,
  };
}

function match(source: string, rule: string, flow: Schema['Flow']): Ribbon {
  return { ...ribbon(id(0, source), id(1, rule), flow), href: events({ source, rule }), matched: true };
}

function miss(source: string, flow: Schema['Flow']): Ribbon {
  const href = events({ source, outcome: 'unmatched' });
  return { ...ribbon(id(0, source), id(1, NO_MATCH, 'none'), flow), href, matched: false };
}

function start(rule: string, definition: string, flow: Schema['Flow']): Ribbon {
  return {
    ...ribbon(id(1, rule), id(2, definition), flow),
    href: instances({ definition, rule }),
    matched: true,
  };
}

function ribbon(from: string, to: string, { rate, total }: Schema['Flow']): Omit<Ribbon, 'href' | 'matched'> {
  return { id: `${from}>${to}`, from, to, rate, total };
}

/** What is drawn between the same two nodes is one ribbon. */
function merge(ribbons: Ribbon[]): Ribbon[] {
  const merged = new Map<string, Ribbon>();
  for (const one of ribbons) {
    const same = merged.get(one.id);
    merged.set(
      one.id,
      same === undefined ? one : { ...same, rate: same.rate + one.rate, total: same.total + one.total },
    );
  }
  return [...merged.values()];
}

const id = (column: Column, name: string, kind = 'name'): string => `${column}:${kind}:${name}`;

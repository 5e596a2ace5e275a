import { hub } from '../../api/client';
import { processes } from '../../api/processes';
import type { Fact, FactHead, FactPath } from './facts';
import { withSchema } from './schema';

/** What a draft has beside the rules that are written. */
export interface Beside {
  /** Its processes as YAML, by name. */
  definitions: Record<string, string>;
  /** Columns of its tables, by name. */
  tables: Record<string, string[]>;
  /** Its schemas, by the types that they are for. */
  schemas: Record<string, string>;
}

const FRESH_MILLIS = 20_000;

/** What is known of recorded events, asked for when it is needed and kept for a while. */
export class Knowledge {
  beside: Beside = { definitions: {}, tables: {}, schemas: {} };
  private readonly kept = new Map<string, { at: number; value: Promise<unknown> }>();

  /** The types that were recorded, the newest first, and those that have a schema; none of the hub when it does not tell. */
  async types(): Promise<FactHead[]> {
    const list = await this.once('', () => hub.facts());
    const seen = list?.items ?? [];
    const known = new Set(seen.map(({ type }) => type));
    const others = Object.keys(this.beside.schemas).filter((type) => !known.has(type));
    return [...seen, ...others.map((type) => ({ type, seen: 0, lastSeen: 0, sources: [], paths: 0 }))];
  }

  /** The processes of this draft, and those in force. */
  async definitions(): Promise<string[]> {
    const list = await this.once('processes', () => processes());
    const inForce = list?.items.map(({ name }) => name) ?? [];
    return [...new Set([...Object.keys(this.beside.definitions), ...inForce])];
  }

  /** The names of what the hub keeps; none for who may not see them. */
  async names(of: 'secrets' | 'sinks'): Promise<string[]> {
    const list = await this.once<{ items: { name: string }[] }>(of, () => hub[of]());
    return list?.items.map(({ name }) => name) ?? [];
  }

  /** What was seen of these types, or of all that there are when none is named. */
  async facts(types: readonly string[]): Promise<Fact[]> {
    const found = await Promise.all(
      types.slice(0, 5).map(async (type) => {
        const seen = await this.once<Fact>(`type ${type}`, () => hub.fact(type));
        return withSchema(type, seen, this.beside.schemas[type]);
      }),
    );
    return found.filter((one) => one !== undefined);
  }

  private async once<T>(name: string, ask: () => Promise<T>): Promise<T | undefined> {
    let one = this.kept.get(name);
    if (one === undefined || Date.now() - one.at > FRESH_MILLIS) {
      one = { at: Date.now(), value: ask().catch(() => undefined) };
      this.kept.set(name, one);
    }
    return (await one.value) as T | undefined;
  }
}

/** A path with what was seen of it in any of some types. */
export function pathsOf(facts: readonly Fact[]): FactPath[] {
  const merged = new Map<string, FactPath>();
  for (const { paths } of facts)
    for (const path of paths) {
      const other = merged.get(path.path);
      merged.set(
        path.path,
        other === undefined
          ? path
          : {
              ...other,
              kinds: [...new Set([...other.kinds, ...path.kinds])],
              seen: other.seen + path.seen,
              hidden: other.hidden || path.hidden,
            },
      );
    }
  return [...merged.values()];
}

/** "number, in 98 of 100, such as 42.50". */
export function seenOf(path: FactPath, of: number): string {
  const example = path.example == null ? '' : `, such as ${path.example}`;
  const often = of > 0 ? `, in ${path.seen} of ${of}` : '';
  const told = path.description === undefined ? '' : `${path.description}; `;
  if (path.seen === 0) return `${told}${path.kinds.join(' or ')}, in the schema`;
  return `${told}${path.kinds.join(' or ')}${often}${path.hidden ? ', hidden by its source' : example}`;
}

import { untrack } from 'svelte';
import { hub, type Schema } from './client';
import { Resource } from './resource.svelte';
import { stream } from './stream.svelte';

type History = Schema['History'];

const ASK_MILLIS = 5000;
const SECONDS = 300;

/** How the hub is: asked for each five seconds while a page looks, and told by the stream each second between. */
class Overview {
  readonly asked = new Resource<Schema['Overview']>();

  /** The newest of what was asked and what the stream told. */
  readonly stats = $derived.by(() => {
    const asked = this.asked.value?.stats;
    const told = stream.stats;
    return told !== undefined && (asked === undefined || told.at > asked.at) ? told : asked;
  });

  /** The last five minutes, with the seconds that the stream told since they were asked for. */
  readonly history = $derived.by(() => {
    const { value } = this.asked;
    return value === undefined ? undefined : this.told.reduce(after, value.history);
  });

  private told = $state.raw<Schema['Stats'][]>([]);
  private readonly lookers = new Set<symbol>();

  /** To be called while a component is set up: asks as long as it lives. */
  follow(): void {
    $effect(() => {
      const me = Symbol('looker');
      this.lookers.add(me);
      if (this.lookers.size === 1) this.ask();
      const timer = setInterval(() => {
        if (!document.hidden && [...this.lookers][0] === me) this.ask();
      }, ASK_MILLIS);
      return () => {
        clearInterval(timer);
        this.lookers.delete(me);
      };
    });
    $effect(() => {
      const { stats } = stream;
      if (stats === undefined) return;
      untrack(() => (this.told = [...this.told.slice(-2 * (ASK_MILLIS / 1000)), stats]));
    });
  }

  ask(): void {
    void this.asked.ask(() => hub.overview());
  }
}

/** The history with one second more, unless it has that already. */
function after(history: History, stats: Schema['Stats']): History {
  const last = history.at.at(-1) ?? 0;
  // A tick of the hub and one of the stream are up to a second apart.
  if (stats.at - last < 900) return history;
  const { rates } = stats;
  const add = (column: number[], value: number) => [...column.slice(1 - SECONDS), value];
  return {
    at: add(history.at, stats.at),
    journaled: add(history.journaled, rates.journaled),
    duplicates: add(history.duplicates, rates.duplicates),
    refused: add(history.refused, rates.refused),
    matched: add(history.matched, rates.matched),
    unmatched: add(history.unmatched, rates.decided - rates.matched),
    quarantined: add(history.quarantined, rates.quarantined),
    backlog: add(history.backlog, stats.backlog),
    deadLetters: add(history.deadLetters, stats.deadLetters),
    p99: add(history.p99, stats.latency.p99 ?? -1),
  };
}

export const overview = new Overview();

import { asProblem } from '../../api/problem';
import { hub, type Schema } from '../../api/client';

const EVERY_MILLIS = 1000;

/** Where the scoreboard stands: not asked yet, of no demo, fresh, or the last one that was seen before somebody went. */
type Standing = 'unknown' | 'none' | 'fresh' | 'hub-away' | 'world-away';

/** What the demo world counts, asked for each second; its last answer stays while the hub or the world is away. */
export class Scores {
  board = $state.raw<Schema['Scoreboard'] | undefined>();
  standing = $state<Standing>('unknown');

  /** Asks again and again until the returned function is called, or the hub says that it belongs to no demo. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const again = async (): Promise<void> => {
      if (!document.hidden) await this.ask();
      if (!ended && this.standing !== 'none') timer = setTimeout(() => void again(), EVERY_MILLIS);
    };
    void again();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }

  private async ask(): Promise<void> {
    try {
      this.board = await hub.demo();
      this.standing = 'fresh';
    } catch (thrown) {
      this.standing = standingAfter(asProblem(thrown).status);
    }
  }
}

function standingAfter(status: number): Standing {
  if (status === 404) return 'none';
  return status === 503 ? 'world-away' : 'hub-away';
}

export type Tone = 'ok' | 'accent' | 'warn' | 'bad' | 'plain';

interface Number {
  name: string;
  value: number;
  tone: Tone;
  /** What it counts, for whoever points at it. */
  means: string;
}

/** The numbers in the order of an event's way; whatever must stay zero is red as soon as it is not. */
export function numbers({ score }: Schema['Scoreboard']): Number[] {
  const { events, starts } = score;
  const must = (value: number): Tone => (value === 0 ? 'ok' : 'bad');
  return [
    {
      name: 'Sent',
      value: events.sent,
      tone: 'plain',
      means: 'different events that the world has told the hub',
    },
    {
      name: 'Accepted',
      value: events.accepted,
      tone: events.waiting > 0 ? 'warn' : 'plain',
      means: 'of these, answered with 2xx; the others are told again under the same id until they are',
    },
    {
      name: 'Must start',
      value: starts.expected,
      tone: 'plain',
      means: 'processes that the packs must start for what was accepted',
    },
    {
      name: 'Started once',
      value: starts.once,
      tone: 'ok',
      means: 'of these, arrived from exactly one instance',
    },
    { name: 'In flight', value: starts.inFlight, tone: 'accent', means: 'of these, not arrived yet' },
    {
      name: 'Lost',
      value: starts.lost,
      tone: must(starts.lost),
      means: 'of these, not arrived within a minute of a running hub',
    },
    {
      name: 'Doubled',
      value: starts.doubled,
      tone: must(starts.doubled),
      means: 'of these, arrived from more than one instance',
    },
  ];
}

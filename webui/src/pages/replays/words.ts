import type { Schema } from '../../api/client';
import { absolute } from '../../format/time';

type Replay = Schema['Replay'];

/** "events of shop with type order.*, received before 12:00". */
export function meant(replay: Replay): string {
  const of = replay.source == null ? '' : ` of ${replay.source}`;
  const what = [
    replay.event == null ? '' : `event ${replay.event}${of}`,
    replay.event == null ? `${replay.quarantined ? 'events in quarantine' : 'events'}${of}` : '',
    replay.type == null ? '' : `of type ${replay.type}`,
    replay.subject == null ? '' : `about ${replay.subject}`,
    replay.from > 0 ? `received from ${absolute(replay.from)}` : '',
    `until ${absolute(replay.to)}`,
  ];
  return what.filter((words) => words !== '').join(' ');
}

/** How much of it is done, from 0 to 1. */
export function part({ state, seen, total }: Replay): number {
  if (state === 'ended') return 1;
  return total === 0 ? 0 : Math.min(1, seen / total);
}

/** The request that the fields of a form say; empty fields say nothing. */
export function wanted(fields: Record<string, string>): Schema['ReplayRequest'] {
  const said = Object.entries(fields).filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(said.map(([name, value]) => [name, value.trim()]));
}

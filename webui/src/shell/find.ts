import { bulk } from '../api/bulk';
import { hub } from '../api/client';
import { Problem } from '../api/problem';
import { eventHref } from '../router/hrefs';

/** Ids of instances and dead letters begin with their partition. */
const HOMED = /^\d{1,4}-[0-9a-z]{26}$/;
const LETTERS = 500;

/** Where the thing with this id is: an event, an instance, a dead letter or a job. Throws a Problem when there is none. */
export async function find(id: string): Promise<string> {
  const homed = HOMED.test(id) ? ((await instance(id)) ?? (await letter(id))) : null;
  const found = homed ?? (await event(id)) ?? (await job(id));
  if (found !== null) return found;
  throw new Problem({
    title: 'Nothing has this id',
    detail: `No event, instance, dead letter or job is called ${id}.`,
    nextStep: 'Paste the whole id, as a list or a log shows it.',
    code: 'not_found',
    status: 404,
  });
}

const instance = (id: string) => or(async () => `/instances/${(await hub.instance(id)).id}`);

const event = (id: string) =>
  or(async () => {
    const found = await hub.event(id);
    return eventHref(found.id, found.source);
  });

const job = (id: string) => or(async () => `/jobs/${encodeURIComponent((await bulk.job(id)).id)}`);

async function letter(id: string): Promise<string | null> {
  const { items } = await hub.deadLetters({ limit: LETTERS });
  const found = items.find((item) => item.id === id);
  return found === undefined
    ? null
    : `/dead-letters?group=${encodeURIComponent(found.fingerprint)}&item=${found.id}`;
}

/** What is asked for, or null when there is none; any other problem stays one. */
async function or(question: () => Promise<string>): Promise<string | null> {
  try {
    return await question();
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 404) return null;
    throw thrown;
  }
}

import type { InstanceStory } from '../../api/client';
import type { Acting } from '../../api/processes';
import { awaited, turn } from './way';

interface Text {
  title: string;
  about: string;
  button: string;
  /** On the button that asks. */
  word: string;
  /** The field of the request that takes JSON. */
  json?: 'output' | 'data';
}

export const texts: Record<Acting, Text> = {
  cancel: {
    title: 'Cancel this instance?',
    about:
      'It ends here. Parts that it waits for are cancelled too; a call that is under way is not called back.',
    button: 'Cancel it',
    word: 'Cancel',
  },
  retry: {
    title: 'Go on now?',
    about: 'The time that it waits is over at once.',
    button: 'Go on now',
    word: 'Retry now',
  },
  skip: {
    title: 'Skip a task?',
    about: 'The task is left, and the instance goes on as if the task had given this output.',
    button: 'Skip it',
    word: 'Skip',
    json: 'output',
  },
  event: {
    title: 'Send an event to this instance?',
    about: 'It hears this event, whatever it would look at in it. No rule sees it.',
    button: 'Send it',
    word: 'Send event',
    json: 'data',
  },
};

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What can be done to an instance now, with the tasks that can be meant. */
export function acts(instance: InstanceStory): { does: Acting; paths: string[] }[] {
  const places = instance.places.map(({ path }) => path).filter((path) => path !== '');
  const inner = places.filter((path) => !places.some((other) => other.startsWith(`${path}/`)));
  const failed = instance.timeline
    .filter(({ what, path }) => what === 'failed' && places.includes(path))
    .map(({ path }) => path)
    .slice(-1);
  if (instance.state === 'failed') return failed.length === 0 ? [] : [{ does: 'skip', paths: failed }];
  if (instance.finishedAt != null) return [];
  if (turn(instance) !== undefined) return [{ does: 'cancel', paths: [] }];
  const due = instance.places.filter((place) => place.due > 0).map(({ path }) => path);
  const hearing = [...new Set(awaited(instance).map(({ path }) => path))];
  return [
    { does: 'cancel' as const, paths: [] },
    ...(due.length > 0 ? [{ does: 'retry' as const, paths: due }] : []),
    ...(inner.length > 0 ? [{ does: 'skip' as const, paths: inner }] : []),
    ...(hearing.length > 0 ? [{ does: 'event' as const, paths: hearing }] : []),
  ];
}

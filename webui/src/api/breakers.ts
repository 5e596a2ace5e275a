import { client, must, type Schema } from './client';

/** Holds the tasks of a target, or lets them go. */
export const setBreaker = (target: string, open: boolean, body: Schema['ByHand']) =>
  must(
    client.POST(open ? '/breakers/{target}/open' : '/breakers/{target}/close', {
      params: { path: { target } },
      body,
    }),
  );

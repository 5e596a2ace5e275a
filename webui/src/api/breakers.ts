import { client, must, type Schema } from './client';

/** Opens or closes a breaker by hand. */
export const setBreaker = (target: string, open: boolean, body: Schema['ByHand']) =>
  must(
    client.POST(open ? '/breakers/{target}/open' : '/breakers/{target}/close', {
      params: { path: { target } },
      body,
    }),
  );

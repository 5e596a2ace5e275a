import { client, gone, id, type Keep, kept, must, named, type Schema } from './client';

export type DeadLetterDetail = Keep<Schema['DeadLetterDetail'], 'input'>;

/** What is done to many instances at once, and what one has to know for it. All throw a {@link Problem}. */
export const bulk = {
  deadLetter: (letter: string) =>
    kept<DeadLetterDetail>(client.GET('/dead-letters/{id}', { params: id(letter), parseAs: 'text' })),
  /** The body is text already, so that no number in an input changes. */
  redrive: (body: string) =>
    must(
      client.POST('/dead-letters/redrive', {
        body: body as unknown as Schema['RedriveWanted'],
        bodySerializer: (text) => text as unknown as string,
        headers: { 'Content-Type': 'application/json' },
      }),
    ),
  discard: (body: Schema['DiscardWanted']) => must(client.POST('/dead-letters/discard', { body })),
  cancel: (body: Schema['CancelWanted']) => must(client.POST('/instances/cancel', { body })),
  job: (job: string) => must(client.GET('/jobs/{id}', { params: id(job) })),
  cancelJob: (job: string) => gone(client.DELETE('/jobs/{id}', { params: id(job) })),
  versions: (definition: string) => must(client.GET('/definitions/{name}/versions', named(definition))),
  version: (definition: string, version: number) =>
    must(
      client.GET('/definitions/{name}/versions/{version}', {
        params: { path: { name: definition, version } },
      }),
    ),
};

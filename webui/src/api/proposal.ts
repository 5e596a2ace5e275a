import { client, must } from './client';

/** What the hub would propose as the schema of a type. Apart from the rest: few ask for it, and everybody loads the rest. */
export const proposedSchema = (type: string) =>
  must(client.GET('/facts/{type}/schema', { params: { path: { type } } }));

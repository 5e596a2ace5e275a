import { client, type Keep, kept, must, type Schema } from './client';

/** What can be done to one instance by hand, beside answering it. */
export type Acting = Exclude<Schema['Acted']['command'], 'decide'>;

export type Approval = Keep<Schema['Approval'], 'details'>;
type ApprovalPage = Omit<Schema['ApprovalPage'], 'items'> & { items: Approval[] };

/** JSON text that is sent as it is, so that no number in it changes. */
interface Sent {
  field: string;
  text: string;
}

export function act(
  id: string,
  does: Acting,
  body: Schema['TaskByHand'] & Schema['CancelByHand'],
  json?: Sent,
): Promise<Schema['Acted']> {
  return must(
    client.POST(`/instances/{id}/${does}` as '/instances/{id}/retry', {
      params: { path: { id } },
      body,
      bodySerializer: (fields) => {
        const text = JSON.stringify(fields);
        return json === undefined ? text : `${text.slice(0, -1)},"${json.field}":${json.text}}`;
      },
    }),
  );
}

export const processes = () => must(client.GET('/processes'));

export const process = (name: string, version?: number) =>
  must(
    client.GET('/processes/{name}', {
      params: { path: { name }, query: version === undefined ? {} : { version } },
    }),
  );

export const processCounts = (name: string) =>
  must(client.GET('/processes/{name}/counts', { params: { path: { name } } }));

export const approvals = (before?: string) =>
  kept<ApprovalPage>(
    client.GET('/approvals', {
      params: { query: { limit: 50, ...(before === undefined ? {} : { before }) } },
      parseAs: 'text',
    }),
  );

export const decide = (instance: string, body: Schema['ApprovalAnswer']) =>
  must(client.POST('/instances/{id}/decide', { params: { path: { id: instance } }, body }));

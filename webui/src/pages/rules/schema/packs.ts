import { hub } from '../../../api/client';

/** The packs that a schema can be put into, the open one first: it may not be kept by the hub yet. */
export function packsFor(names: readonly string[], open: string): string[] {
  return [open, ...names.filter((name) => name !== open).sort()];
}

/** Puts a schema into the draft of a pack that is not open here. */
export async function addTo(pack: string, type: string, schema: string): Promise<void> {
  const { files, revision } = await hub.pack(pack);
  await hub.putDraft(pack, { schemas: { ...files.schemas, [type]: schema }, revision });
}

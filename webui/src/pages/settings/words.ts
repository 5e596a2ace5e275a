import type { Schema } from '../../api/client';

export type Hub = Schema['Hubs']['hubs'][number];
export type Partition = Schema['Hubs']['partitions'][number];

/** A hub's id is long and means nothing to people: its first letters and its door tell it apart. */
export function shortly(id: string): string {
  return id.length > 8 ? id.slice(0, 8) : id;
}

/** Partitions that nobody decides: no owner, or one that is gone. */
export function ownerless(partitions: readonly Partition[], hubs: readonly Hub[]): Partition[] {
  const gone = new Set(hubs.filter(({ state }) => state === 'gone').map(({ id }) => id));
  return partitions.filter(({ hub }) => hub == null || gone.has(hub));
}

/** What is happening to a partition, besides that somebody owns it; empty when nothing is. */
export function going(partition: Partition): string {
  const { hub, wanted } = partition;
  if (wanted == null || wanted === hub) return '';
  return hub == null ? `being taken up by ${shortly(wanted)}` : `moving to ${shortly(wanted)}`;
}

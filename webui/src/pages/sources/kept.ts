import type { Schema } from '../../api/client';
import { count, counted } from '../../format/number';

/** What became of messages that were taken again, in a sentence. */
export function told({ taken, known, refused, left, trouble }: Schema['Retaken']): string {
  const parts = [`${counted(taken, 'message')} taken`];
  if (known > 0) parts.push(`${count(known)} known already`);
  if (refused > 0) parts.push(`${count(refused)} still no events`);
  if (trouble !== null) parts.push(`ended early: ${trouble}`);
  return `${parts.join(', ')}; ${left === 0 ? 'none is kept' : `${count(left)} kept`}.`;
}

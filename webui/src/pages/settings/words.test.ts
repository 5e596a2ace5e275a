import { describe, expect, it } from 'vitest';
import { going, ownerless, shortly, type Hub, type Partition } from './words';

const hub = (id: string, state: Hub['state']) => ({ id, state }) as Hub;
const partition = (number: number, owner: string | null, wanted: string | null) =>
  ({ number, hub: owner, wanted }) as Partition;

describe('how hubs share partitions', () => {
  it('has no owner where nobody claimed, or whoever did is gone', () => {
    const hubs = [hub('a', 'alive'), hub('b', 'gone')];
    const found = ownerless([partition(0, 'a', 'a'), partition(1, 'b', 'a'), partition(2, null, 'a')], hubs);

    expect(found.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('says where a partition is going, and nothing when it stays', () => {
    expect(going(partition(0, 'a', 'a'))).toBe('');
    expect(going(partition(0, 'a', null))).toBe('');
    expect(going(partition(0, 'a', 'b'))).toBe('moving to b');
    expect(going(partition(0, null, 'b'))).toBe('being taken up by b');
  });

  it('shortens an id', () => {
    expect(shortly('0123456789abcdef')).toBe('01234567');
  });
});

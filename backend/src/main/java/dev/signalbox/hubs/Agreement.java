package dev.signalbox.hubs;

import java.util.List;

/**
 * What all hubs agree upon, as it was at one moment.
 *
 * @param time of Redis, milliseconds since the epoch
 * @param sources revision of the sources
 * @param active version of the rulebook; 0 when there is none
 * @param last version of the rulebook that was prepared
 * @param shares by partition the hub that is to own it, and {@code pins} the hub it was given by hand; empty without one
 */
public record Agreement(
        long time, long sources, int active, int last, List<Member> members, List<String> shares, List<String> pins) {

    static final Agreement NOTHING = new Agreement(0, 0, 0, 0, List.of(), List.of(), List.of());

    /** How many hubs may own partitions. */
    public int alive() {
        return (int) members.stream().filter(Member::isAlive).count();
    }

    /** The ids of alive hubs that have another master key. */
    public List<String> others(String key) {
        return members.stream()
                .filter(member -> member.isAlive() && !member.self().key().equals(key))
                .map(Member::id)
                .toList();
    }

    boolean gives(int partition, String hub) {
        return partition < shares.size() && shares.get(partition).equals(hub);
    }

    /**
     * Milliseconds until the next hub ends unless it beats again; the hub that looks does not count.
     *
     * @param most what is told when no hub ends sooner, or there is no other
     */
    long untilNextEnd(String looking, long most) {
        return members.stream()
                .filter(hub -> hub.state() != Member.State.GONE && !hub.id().equals(looking))
                .mapToLong(hub -> hub.seenAt() + hub.leaseMillis() - time)
                .reduce(most, Math::min);
    }

    /** Whether every hub that is alive, but for one, is ready for a version. */
    boolean isReady(int version, String except) {
        return members.stream()
                .filter(hub -> hub.isAlive() && !hub.id().equals(except))
                .allMatch(hub -> hub.ready().contains(version));
    }
}

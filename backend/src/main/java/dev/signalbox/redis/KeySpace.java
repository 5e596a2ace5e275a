package dev.signalbox.redis;

/** Every key that the hub uses in Redis. {@code {pN}} keeps a partition, {@code {hub}} the rest, in one cluster slot. */
public final class KeySpace {

    public String journal(int partition) {
        return of(partition, "journal");
    }

    /** Hash: n, at, bucket, and what else counts the journal's head. */
    public String head(int partition) {
        return of(partition, "head");
    }

    public String seen(int partition, long bucket, int shard) {
        return of(partition, "seen:" + bucket + ':' + shard);
    }

    public String again(int partition, long bucket) {
        return of(partition, "again:" + bucket);
    }

    public String gate(int partition) {
        return of(partition, "gate");
    }

    public String owner(int partition) {
        return of(partition, "owner");
    }

    /** Hash: derived id -> the offer to another partition, as JSON. */
    public String outbox(int partition) {
        return of(partition, "outbox");
    }

    /** Stream: {@code <position>-0} per event, {@code <position>-<k>} per clock second before it. */
    public String decisions(int partition) {
        return of(partition, "decisions");
    }

    /** Stream, capped: epoch, number and position of each commit. */
    public String commits(int partition) {
        return of(partition, "commits");
    }

    public String instance(int partition, String id) {
        return of(partition, "instance:" + id);
    }

    /** Hash: line after line, by their numbers. */
    public String timeline(int partition, String id) {
        return of(partition, "steps:" + id);
    }

    /** Sorted set by start time: all instances. */
    public String instances(int partition) {
        return of(partition, "instances");
    }

    /** Sorted set: names of the definitions that ever had an instance. */
    public String definitions(int partition) {
        return of(partition, "definitions");
    }

    /** Sorted set by start time: instances of a definition in a state. */
    public String instances(int partition, String definition, String state) {
        return of(partition, "instances:" + definition + ':' + state);
    }

    /** Sorted set by start time: instances with a business key. */
    public String instancesByKey(int partition, String key) {
        return of(partition, "key:" + key);
    }

    /** Sorted set by start time: instances that an event of this id started. */
    public String instancesByEvent(int partition, String event) {
        return of(partition, "event:" + event);
    }

    /** Sorted set by start time: instances that have heard an event while they listened. */
    public String heard(int partition, String source, String event) {
        return of(partition, "heard:" + source.length() + ':' + source + ':' + event);
    }

    /** Sorted set: instance/place by due time. */
    public String timers(int partition) {
        return of(partition, "timers");
    }

    /** Sorted set: instance/place by the time since which a person is asked there. */
    public String questions(int partition) {
        return of(partition, "questions");
    }

    /** Sorted set: instances by the time since which they wait for their turn to begin. */
    public String queued(int partition) {
        return of(partition, "queued");
    }

    /** Hash: where an instance is among those that share the limits of its process, as JSON, by instance. */
    public String turns(int partition) {
        return of(partition, "turns");
    }

    /** Hash: who waits for an event, as JSON, by id. */
    public String listeners(int partition) {
        return of(partition, "listeners");
    }

    /** Hash, for an hour after the last: positions of events of a type and value that nobody waited for. */
    public String early(int partition, String type, String value) {
        return of(partition, "early:" + type.length() + ':' + type + ':' + value);
    }

    /** Sorted set by time: instances with an attempt under way, taken up again by the next owner. */
    public String running(int partition) {
        return of(partition, "running");
    }

    /** Stream-like hash: dead letter id -> JSON. */
    public String dead(int partition) {
        return of(partition, "dead");
    }

    /** Hash, for a week: items of a job that its partition has refused -> why. */
    public String refusedItems(int partition, String job) {
        return of(partition, "refused-items:" + job);
    }

    /** Sorted set by time: ids of dead letters. */
    public String deadByTime(int partition) {
        return of(partition, "dead:time");
    }

    /** Hash: position -> cause as JSON. */
    public String quarantine(int partition) {
        return of(partition, "quarantine");
    }

    /** Hash: what a version of the rulebook fails at -> cause as JSON. Seconds of the clock, and events it did not decide. */
    public String faulty(int partition) {
        return of(partition, "faulty");
    }

    /** Hash: number -> facts that rules have inserted and that have not expired, as JSON; and which version inserted them. */
    public String inserted(int partition) {
        return of(partition, "inserted");
    }

    /** Stream, capped: word of what the hubs have to follow. */
    public String news() {
        return hub("news");
    }

    /** Hash: the revision of the sources, sinks and secrets, which each change counts. */
    public String sourcesHead() {
        return hub("sources:head");
    }

    /** Sorted set: how far a schedule is, by time. */
    public String ticks(String source) {
        return hub("ticks:" + source);
    }

    /** A key of the hub as a whole, such as {@code packs} or {@code sources}. */
    public String hub(String name) {
        return "sb:{hub}:" + name;
    }

    private static String of(int partition, String name) {
        return "sb:{p" + partition + "}:" + name;
    }
}

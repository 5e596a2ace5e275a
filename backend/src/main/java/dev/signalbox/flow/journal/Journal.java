package dev.signalbox.flow.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** The durable ordered record of all events, in partitions, and the state that their owners commit beside it. */
public interface Journal {

    int partitions();

    /** CRC32C of the key modulo the number of partitions; never to change. */
    int partitionOf(String key);

    /**
     * Appends the offer unless its event is already there. The result comes when it is durable; the future does not
     * fail for reasons of Redis, these are {@link Offered.Refused}.
     */
    Future<Offered> offer(Offer offer);

    /** The same for several, in their order: of one partition none is taken after one that is refused. */
    Future<List<Offered>> offer(List<Offer> offers);

    /** Entries after a position, in order, at most {@code max}. */
    Future<List<Entry>> read(int partition, long after, int max);

    /** The same as soon as there are some, whoever appends them; none after about a second without. */
    Future<List<Entry>> arrivals(int partition, long after);

    /** The clock of Redis: every later append gets at least this time. Milliseconds since the epoch. */
    Future<Long> clock(int partition);

    /** Called with each entry that this hub has appended, in the order of its partition, once it is durable. */
    void onAppended(Consumer<Entry> listener);

    Future<Claim> claim(int partition);

    /** Prolongs the lease; false when it is somebody else's by now. */
    Future<Boolean> renew(int partition, long epoch);

    /** Gives the lease back, so that another hub need not wait for its end; false when it is somebody else's by now. */
    Future<Boolean> release(int partition, long epoch);

    /**
     * Writes down that the owner tries the entry after the position, which has ended owners before; false when the
     * partition is somebody else's by now.
     */
    Future<Boolean> tries(int partition, long epoch);

    /**
     * Writes down what ends this owner, for the next one; what is there already stands.
     *
     * @return false when the partition is somebody else's by now
     */
    Future<Boolean> blame(int partition, long epoch, Blame blame);

    /** Writes all of a commit or nothing. Fails when Redis did not answer: the same commit is to be tried again. */
    Future<Committed> commit(int partition, long epoch, Commit commit);
}

package dev.signalbox.flow.job;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Begins jobs, tells of them and cancels them. What a job does is selected when it begins. */
public interface Jobs {

    /** More items than these are left for another job. */
    int MOST = 100_000;

    /** It is on record when the future comes, and goes on after it; nothing when no dead letter is selected. */
    Future<Optional<Job>> begin(Letters wanted, Order order);

    /** The same for instances that have not ended, or have failed. */
    Future<Optional<Job>> begin(Runs wanted, Order order);

    /** The newest first. */
    Future<List<Job>> list();

    /** With what has come of it. */
    Future<Optional<Standing>> find(String id);

    /** What is in the journal stays there; a job that is over stays as it is. */
    Future<Optional<Standing>> cancel(String id);
}

package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits for a person; the shapes are those of the API's contract. */
public interface DeadLetters {

    /** @param fingerprint only the items of this group, or null for all */
    Future<Page> list(@Nullable String fingerprint, int limit, @Nullable String before);

    /** Puts the named ones, or those of a fingerprint, back to the task that failed; empty when there are none. */
    Future<Optional<Job>> redrive(List<String> ids, @Nullable String fingerprint);

    Future<Optional<Job>> job(String id);

    /** @param next opaque; null when there is nothing older */
    record Page(
            List<Group> groups, List<Item> items, @Nullable String next) {}

    /** @param first and last are milliseconds since the epoch */
    record Group(String fingerprint, long count, String title, long first, long last, String definition, String task) {}

    record Item(
            String id,
            String instance,
            String definition,
            int version,
            String task,
            String cause,
            int attempts,
            long at,
            String event,
            String source,
            String fingerprint) {}

    /** @param state running or done */
    record Job(String id, long count, long done, long failed, String state) {}
}

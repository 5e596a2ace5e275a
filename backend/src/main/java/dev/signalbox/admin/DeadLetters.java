package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits for a person; the shapes are those of the API's contract. */
public interface DeadLetters {

    /** @param fingerprint only the items of this group, or null for all */
    Future<Page> list(@Nullable String fingerprint, int limit, @Nullable String before);

    /** One of them, with what its task was given. */
    Future<Optional<Letter>> find(String id);

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

    /**
     * @param path of the task that failed
     * @param type of the error
     * @param input of that task; null for none
     */
    record Letter(
            Item item,
            String path,
            String type,
            int status,
            int redrives,
            @Nullable JsonNode input) {}
}

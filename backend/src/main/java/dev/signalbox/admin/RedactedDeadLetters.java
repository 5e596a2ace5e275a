package dev.signalbox.admin;

import dev.signalbox.event.EventId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dead letters: a cause may quote what a service answered, and with it what a source hides. */
final class RedactedDeadLetters implements DeadLetters {

    private final DeadLetters deadLetters;
    private final Redaction redaction;

    RedactedDeadLetters(DeadLetters deadLetters, Redaction redaction) {
        this.deadLetters = deadLetters;
        this.redaction = redaction;
    }

    @Override
    public Future<Page> list(@Nullable String fingerprint, int limit, @Nullable String before) {
        return redaction
                .rules()
                .compose(rules -> deadLetters.list(fingerprint, limit, before).compose(page -> shown(page, rules)));
    }

    private Future<Page> shown(Page page, Map<String, List<String>> rules) {
        List<Future<Item>> items =
                page.items().stream().map(item -> shown(item, rules)).toList();
        return Future.all(new ArrayList<>(items))
                .map(all -> new Page(
                        page.groups(), items.stream().map(Future::result).toList(), page.next()));
    }

    private Future<Item> shown(Item item, Map<String, List<String>> rules) {
        return redaction
                .mask(rules, new EventId(item.source(), "", item.event()))
                .map(mask -> mask == null ? item : with(item, mask.text(item.cause())));
    }

    private static Item with(Item item, String cause) {
        return new Item(
                item.id(),
                item.instance(),
                item.definition(),
                item.version(),
                item.task(),
                cause,
                item.attempts(),
                item.at(),
                item.event(),
                item.source(),
                item.fingerprint());
    }

    @Override
    public Future<Optional<Letter>> find(String id) {
        return redaction.rules().compose(rules -> deadLetters
                .find(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(found)
                        : shown(found.get(), rules).map(Optional::of)));
    }

    private Future<Letter> shown(Letter letter, Map<String, List<String>> rules) {
        Item item = letter.item();
        return redaction
                .mask(rules, new EventId(item.source(), "", item.event()))
                .map(mask -> mask == null
                        ? letter
                        : new Letter(
                                with(item, mask.text(item.cause())),
                                letter.path(),
                                letter.type(),
                                letter.status(),
                                letter.redrives(),
                                mask.treeOrNull(letter.input())));
    }
}

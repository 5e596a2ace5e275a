package dev.signalbox.admin;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events, with what their sources hide left out. */
final class RedactedEvents implements Events {

    private final Events events;
    private final Redaction redaction;

    RedactedEvents(Events events, Redaction redaction) {
        this.events = events;
        this.redaction = redaction;
    }

    @Override
    public Future<Page> list(Wanted wanted, int limit, @Nullable String before) {
        return redaction.rules().compose(rules -> events.list(wanted, limit, before)
                .map(page -> page(page, rules)));
    }

    @Override
    public Future<Page> onward(Range range, int limit, @Nullable String after) {
        return redaction.rules().compose(rules -> events.onward(range, limit, after)
                .map(page -> page(page, rules)));
    }

    private static Page page(Page page, Map<String, List<String>> rules) {
        return new Page(page.items().stream().map(seen -> seen(seen, rules)).toList(), page.next(), page.scanned());
    }

    @Override
    public Future<List<Story>> find(String id, @Nullable String source) {
        return redaction.rules().compose(rules -> events.find(id, source)
                .map(found -> found.stream().map(story -> story(story, rules)).toList()));
    }

    private static Seen seen(Seen seen, Map<String, List<String>> rules) {
        Mask mask = Redaction.mask(rules, seen.entry());
        return mask == null ? seen : seen(seen, mask);
    }

    private static Seen seen(Seen seen, Mask mask) {
        Entry entry = Redaction.shown(seen.entry(), mask);
        return new Seen(entry, seen.state(), seen.outcome(), seen.duplicates(), seen.rules(), seen.instances());
    }

    private static Story story(Story story, Map<String, List<String>> rules) {
        Mask mask = Redaction.mask(rules, story.seen().entry());
        if (mask == null) {
            return story;
        }
        String quarantine = story.quarantine();
        return new Story(
                seen(story.seen(), mask),
                story.decisions().stream()
                        .map(each -> new Decided(decision(each.decision(), mask), each.at()))
                        .toList(),
                story.payloadMismatch(),
                quarantine == null ? null : mask.text(quarantine),
                story.failed());
    }

    private static Decision decision(Decision decision, Mask mask) {
        return new Decision(
                decision.rulebook(),
                decision.second(),
                decision.matched(),
                decision.intentions().stream()
                        .map(each -> intention(each, mask))
                        .toList(),
                decision.warnings().stream().map(mask::text).toList(),
                decision.nanos());
    }

    /** The only one that carries more than names and keys. */
    private static Intention intention(Intention intention, Mask mask) {
        return intention instanceof Intention.Alert alert
                ? new Intention.Alert(alert.rule(), mask.text(alert.text()))
                : intention;
    }
}

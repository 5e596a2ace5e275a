package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is built again from the rule window decides as the one that was never away. */
final class ReplayTest {

    private static final Rules RULES = Forms.rules("mixed", Forms.EDGE + Forms.ABSENCE + Forms.SEQUENCE);

    private static final List<String> TYPES =
            List.of("payment.failed", "order.placed", "order.paid", "card.used", "noise");

    private static List<Event> stream(int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        double second = 0;
        for (int i = 0; i < 300; i++) {
            second += chance.nextDouble() * 40;
            String type = TYPES.get(chance.nextInt(TYPES.size()));
            int key = chance.nextInt(5);
            String json = "{\"card\":\"c" + key + "\",\"order\":\"o" + key + "\",\"lat\":" + chance.nextInt(60) + '}';
            events.add(event(second, type, "e" + i, json));
        }
        return events;
    }

    private static List<String> told(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> !decision.matched().isEmpty())
                .map(decision -> decision.second() + " " + decision.matched() + decision.intentions())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_restart_changes_no_later_decision(int seed) {
        List<Event> events = stream(seed);
        int restart = 200 + 10 * seed;
        Session live = RULES.session();
        feed(live, events.subList(0, restart));
        long cut = events.get(restart - 1).getAt();

        Session rebuilt = RULES.session();
        rebuilt.mute(true);
        List<Event> window = events.subList(0, restart).stream()
                .filter(each -> each.getAt() >= cut - RULES.window().toMillis())
                .toList();
        List<Decision> muted = feed(rebuilt, window);
        rebuilt.mute(false);
        List<Event> rest = events.subList(restart, events.size());
        List<String> expected = told(feed(live, rest));

        assertThat(window).hasSizeLessThan(restart);
        assertThat(told(muted)).isEmpty();
        assertThat(told(feed(rebuilt, rest))).isEqualTo(expected).isNotEmpty();
        assertThat(told(live.advance(cut + 86_400_000L))).isEqualTo(told(rebuilt.advance(cut + 86_400_000L)));
    }
}

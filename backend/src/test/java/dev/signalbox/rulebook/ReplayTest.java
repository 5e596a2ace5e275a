package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Limits;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import dev.signalbox.sandbox.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session that is built again from the rule window decides as the one that was never away. */
final class ReplayTest {

    private static final List<String> TYPES =
            List.of("payment.failed", "order.placed", "order.paid", "card.used", "noise");

    private static final int FEW = 6;

    static Stream<Arguments> packs() throws IOException {
        Rules mixed = Forms.rules("mixed", Forms.EDGE + Forms.ABSENCE + Forms.SEQUENCE);
        Rules few =
                Forms.rules("mixed", Forms.EDGE + Forms.ABSENCE + Forms.SEQUENCE, new Limits(Budget.EVENT, FEW, FEW));
        return Stream.of(
                Arguments.of(mixed, TYPES, 1),
                Arguments.of(mixed, TYPES, 2),
                Arguments.of(mixed, TYPES, 3),
                Arguments.of(mixed, TYPES, 4),
                Arguments.of(few, TYPES, 1),
                Arguments.of(few, TYPES, 2),
                Arguments.of(few, List.of("payment.failed", "order.placed"), 3),
                Arguments.of(few, List.of("order.placed", "order.placed", "order.paid", "card.used"), 4),
                Arguments.of(shipped("orders"), List.of("cart.updated", "order.placed", "order.cancelled"), 5),
                Arguments.of(shipped("orders"), List.of("cart.updated", "order.placed", "noise"), 6),
                Arguments.of(shipped("fraud"), List.of("payment.failed", "payment.succeeded", "card.suspected"), 7),
                Arguments.of(shipped("fraud"), List.of("payment.failed", "payment.succeeded", "noise"), 8),
                Arguments.of(shipped("care"), List.of("lab.result", "lab.acknowledged", "noise"), 9),
                Arguments.of(shipped("care"), List.of("lab.result", "lab.result", "lab.acknowledged"), 10));
    }

    private static Rules shipped(String pack) throws IOException {
        String drl = Files.readString(Path.of("..", "rules", pack, "rules.drl"));
        return Rules.of(
                1,
                List.of(Loaded.of(Objects.requireNonNull(
                                new Checker().compile(pack, drl).compiled()))
                        .rules()));
    }

    private static List<Event> stream(List<String> types, int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        double second = 0;
        for (int i = 0; i < 300; i++) {
            second += chance.nextDouble() * 40;
            String type = types.get(chance.nextInt(types.size()));
            int key = chance.nextInt(5);
            String json = """
                    {"card":"c%1$d","order":"o%1$d","cart":"k%1$d","result":"r%4$d","critical":true,"total":1,
                    "items":[1],"amount":%2$d,"lat":%3$d,"lon":0}""".formatted(key, 100 * chance.nextInt(20), chance.nextInt(60), i % 40);
            double late = chance.nextInt(3) == 0 ? chance.nextDouble() * 300 : 0;
            events.add(event(second, type, "e" + i, json, second - late));
        }
        return events;
    }

    /** Whether it is as if the events that had to leave early had never been there, at the moment of the restart. */
    @Test
    void what_had_to_leave_early_is_not_there_after_a_restart_either() {
        Rules few = Forms.rules("mixed", Forms.ABSENCE, new Limits(Budget.EVENT, FEW, FEW));
        List<Event> events = stream(List.of("order.placed"), 11);
        Session live = few.session();
        Session rebuilt = few.session();

        boolean early = feed(live, events).stream()
                .anyMatch(each -> each.warnings().toString().contains("--rule-events"));
        rebuilt.mute(true);
        long from = events.get(events.size() - 1).getAt() - few.window().toMillis();
        feed(rebuilt, events.stream().filter(each -> each.getAt() >= from).toList());

        assertThat(early).isTrue();
        assertThat(live.facts()).isEqualTo(FEW);
        assertThat(rebuilt.remembered()).isEqualTo(live.remembered());
    }

    private static List<String> told(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> !decision.matched().isEmpty())
                .map(decision -> decision.second() + " " + decision.matched() + decision.intentions())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void a_restart_changes_no_later_decision(Rules rules, List<String> types, int seed) {
        List<Event> events = stream(types, seed);
        int restart = 200 + 10 * (seed % 5);
        Session live = rules.session();
        feed(live, events.subList(0, restart));
        long cut = events.get(restart - 1).getAt();

        Session rebuilt = rules.session();
        rebuilt.mute(true);
        List<Event> window = events.subList(0, restart).stream()
                .filter(each -> each.getAt() >= cut - rules.window().toMillis())
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

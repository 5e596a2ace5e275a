package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.testing.Until;
import dev.signalbox.trace.Moment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be decided is kept aside with its cause, and the next entry is decided. */
final class QuarantineTest extends FlowFixture {

    private static final String BAD = RULES + """
            declare Again
                @role( event ) @timestamp( at ) @expires( 1m )
                at : long
            end
            rule "throws" when Event( type == "throws" ) then hub.start( "tell" ); fail(); end
            rule "begin" when $e : Event( type == "refires" ) then insert( new Again( $e.getTime() ) ); end
            rule "refires" when $a : Again() then insert( new Again( $a.getAt() + 1 ) ); end
            rule "quotes" when $e : Event( type == "quotes" ) then Integer.parseInt( $e.str( "name" ) ); end
            rule "quotes as a condition" when $e : Event( type == "condition", Integer.parseInt( str( "name" ) ) > 0 ) then end
            rule "named" when $e : Event( type == "named" ) then hub.start( $e.str( "name" ) ); end
            rule "unknown" when Event( type == "unknown" ) then hub.start( "tell" ); hub.start( "nobody" ); end
            rule "much" when Event( type == "much" ) then
                for (int i = 0; i < 300; i++) { hub.start( "tell" ).key( "m" + i ); }
            end
            function void fail() { throw new IllegalStateException( "as told" ); }
            """;

    @ParameterizedTest
    @CsvSource({
        "throws, as told",
        "refires, does not come to an end",
        "unknown, the rulebook has no such process",
        "much, too large"
    })
    void an_event_that_fails_is_kept_aside_whole_and_the_next_one_is_decided(String type, String cause) {
        FlowHub hub = hub(BAD);

        hub.event(type, "bad", "k", "{}");
        hub.event("paid", "good", "k", "{}");
        hub.instances(1, "finished");
        List<Past> past = hub.decided(hub.journal.partitionOf("k"), 2);

        assertThat(past.get(0).quarantine()).contains(cause);
        assertThat(past.get(0).decision()).isNull();
        assertThat(past.get(1).quarantine()).isNull();
        assertThat(service.hits()).hasSize(1);
        assertThat(hub.moments).hasAtLeastOneElementOfType(Moment.Quarantined.class);
    }

    @ParameterizedTest
    @CsvSource({
        "quotes, rule \"shop/quotes\" failed: java.lang.NumberFormatException",
        "condition, failed: java.lang.NumberFormatException",
        "named, starts a process that the rulebook does not have"
    })
    void the_log_tells_the_kind_of_a_fault_and_not_what_it_says(String type, String told) {
        FlowHub hub = hub(BAD);
        List<String> log = logged(() -> {
            hub.event(type, "bad", "k", "{\"name\":\"Lindqvist\"}");
            List<Past> past = hub.decided(hub.journal.partitionOf("k"), 1);
            assertThat(past.get(0).quarantine()).contains("Lindqvist");
        });

        assertThat(log).anySatisfy(line -> assertThat(line)
                .contains("is in quarantine", told, "position 1")
                .contains("partition " + hub.journal.partitionOf("k")));
        assertThat(log).noneMatch(line -> line.contains("Lindqvist"));
    }

    private static List<String> logged(Runnable work) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger all = Logger.getLogger("dev.signalbox");
        all.addHandler(handler);
        try {
            work.run();
        } finally {
            all.removeHandler(handler);
        }
        return lines;
    }

    @Test
    void an_entry_that_ends_its_owner_again_and_again_is_poison_and_the_others_go_on() {
        AtomicInteger ended = new AtomicInteger();
        rulebook(1, RULES, 300);
        Failpoints poisonous = point -> {
            if (point == Failpoint.RULE_BEFORE_FIRE && ended.incrementAndGet() <= 5) {
                throw new IllegalStateException("the owner ends");
            }
        };
        FlowHub hub = hub("h1", poisonous);

        hub.event("paid", "poison", "k", "{}");
        hub.event("paid", "good", "k", "{}");
        hub.event("paid", "better", "k", "{}");
        hub.instances(2, "finished");
        List<Past> past = hub.decided(hub.journal.partitionOf("k"), 3);

        assertThat(past.get(0).quarantine()).contains("poison");
        assertThat(past)
                .extracting(Past::quarantine)
                .filteredOn(found -> found == null)
                .hasSize(2);
        Until.holds("the decision of the event that tells of it", FlowHub.SOON, () -> ended.get() == 8);
    }

    @Test
    void an_entry_that_a_watchdog_put_in_quarantine_is_passed_with_its_cause_and_told_once() {
        rulebook(1, RULES, 300);
        String row = new Cause("endless: as told", 5, 1).row();
        redis.ask("HSET", "sb:{p0}:quarantine", "1", row);
        FlowHub hub = hub("h1", Failpoints.NONE);
        String key = hub.key(0, 0);

        hub.event("paid", "endless", key, "{}");
        hub.event("paid", "good", key, "{}");
        hub.instances(1, "finished");
        List<Past> past = hub.decided(0, 2);

        assertThat(past.get(0).quarantine()).isEqualTo(row);
        assertThat(past.get(0).decision()).isNull();
        assertThat(past.get(1).quarantine()).isNull();
        assertThat(hub.moments)
                .filteredOn(Moment.Quarantined.class::isInstance)
                .singleElement()
                .asString()
                .contains("endless: as told");
    }

    @Test
    void an_owner_that_ends_for_another_reason_makes_no_entry_poison() {
        AtomicInteger ended = new AtomicInteger();
        rulebook(1, RULES, 300);
        FlowHub quiet = hub("h1", Failpoints.NONE);
        String key = quiet.key(0, 0);
        quiet.close();
        Failpoints unlucky = point -> {
            if (point == Failpoint.PART_AFTER_READ
                    && Thread.currentThread().getName().equals("partition-0")
                    && ended.incrementAndGet() <= 6) {
                throw new IllegalStateException("the owner ends");
            }
        };

        FlowHub hub = hub("h1", unlucky);
        hub.event("paid", "innocent", key, "{}");
        hub.instances(1, "finished");

        assertThat(ended).hasValueGreaterThan(6);
        assertThat(hub.decided(0, 1).get(0).quarantine()).isNull();
    }
}

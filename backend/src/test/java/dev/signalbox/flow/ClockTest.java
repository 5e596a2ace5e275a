package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What no event decides: seconds of the clock, versions of the rulebook, what is put back, what is forgotten. */
final class ClockTest extends FlowFixture {

    private static final String ABSENCE = """
            rule "unpaid" when
                $o : Event( type == "placed", $n : str( "n" ) )
                not Event( type == "paid", str( "n" ) == $n, this after[0s, 1s] $o )
            then
                hub.start( "tell" ).key( $n );%s
            end
            rule "any" when Event( type == "any" ) then hub.start( "tell" ); end
            """;

    @Test
    void an_absence_fires_once_at_its_second_and_not_again_after_a_takeover() {
        FlowHub hub = hub(ABSENCE.formatted(""));
        int partition = hub.event("placed", "e1", "k", "{\"n\":\"k\"}").partition();
        hub.instances(1, "finished");

        hub.close();
        FlowHub next = hub("h2", failpoints);
        next.event("any", "e2", "k", "{}");
        next.instances(2, "finished");

        assertThat(next.decided(partition, 2)).hasSize(2);
        assertThat(redis.ask("XLEN", next.keys.decisions(partition))).isEqualTo("3");
        assertThat(service.hits()).hasSize(2);
    }

    @Test
    void an_absence_before_a_command_is_not_decided_again_after_a_takeover() {
        FlowHub hub = hub(ABSENCE.formatted("").replace("when\n    $o", "@retain( 1h ) when\n    $o"));
        int partition = hub.event("placed", "e1", "k", "{\"n\":\"k\"}").partition();
        hub.instances(1, "finished");
        hub.offer(Kind.CANCEL, "cancel", "c2", "k", "{\"definition\":\"tell\",\"key\":\"nobody\",\"rule\":\"shop/x\"}");
        Until.holds(
                "the command is handled", FlowHub.SOON, () -> redis.ask("HGET", hub.keys.owner(partition), "position")
                        .equals("2"));

        hub.close();
        FlowHub next = hub("h2", failpoints);
        next.event("any", "e3", "k", "{}");
        next.instances(2, "finished");

        assertThat(redis.ask("XLEN", next.keys.decisions(partition))).isEqualTo("3");
    }

    @Test
    void what_a_second_has_inserted_is_there_once_after_a_takeover() {
        FlowHub hub = hub("""
                declare Late
                    @role( event ) @timestamp( at ) @expires( 1h )
                    name : String
                    at : long
                end
                rule "late" when
                    $o : Event( type == "placed", $n : str( "n" ) )
                    not Event( type == "paid", str( "n" ) == $n, this after[0s, 1s] $o )
                then insert( new Late( $n, $o.getAt() + 1000 ) ); end
                rule "how many" when
                    $e : Event( type == "any" )
                    accumulate( Late(); $c : count( 1 ) )
                then hub.start( "tell" ).with( "order", "" + $c ); end
                """);
        int partition = hub.event("placed", "e1", "k", "{\"n\":\"k\"}").partition();
        String key = hub.keys.inserted(partition);
        Until.holds("the fact", FlowHub.SOON, () -> redis.ask("HVALS", key).contains("Late"));

        hub.close();
        FlowHub next = hub("h2", failpoints);
        next.event("any", "e2", "k", "{}");
        List<Instance> told = next.instances(1, "finished");

        assertThat(told.get(0).input().path("order").asText()).isEqualTo("1");
        assertThat(redis.ask("HLEN", key)).as("the fact, and the version").isEqualTo("2");
    }

    @Test
    void a_quiet_hub_whose_clock_is_set_back_goes_on() {
        AtomicLong wrongBy = new AtomicLong();
        hubClock = () -> Instant.now().plusMillis(wrongBy.get());
        FlowHub hub = hub(ABSENCE.formatted(""));
        hub.event("any", "e1", "k", "{}");
        hub.instances(1, "finished");

        wrongBy.set(-Duration.ofHours(1).toMillis());
        hub.event("placed", "e2", "k", "{\"n\":\"k\"}");

        hub.instances(2, "finished");
    }

    @Test
    void a_rule_that_fails_at_a_second_fires_nothing_there_and_holds_nobody_up() {
        FlowHub hub = hub(ABSENCE.formatted(" if ($n.equals(\"bad\")) { throw new IllegalStateException(); }"));
        String key = hub.key(0, 0);
        hub.event("placed", "e1", key, "{\"n\":\"bad\"}");
        hub.event("any", "e3", hub.key(0, 1), "{}");
        hub.instances(1, "finished");
        long turn = (hub.journal.clock(0).await() / 1000 + 1) * 1000;

        hub.close();
        FlowHub next = hub("h2", failpoints);
        // At the very turn its own second would be the same: what is due at a second's beginning is due in it.
        Until.holds(
                "a later second",
                Duration.ofSeconds(5),
                () -> next.journal.clock(0).await() > turn);
        next.event("placed", "e4", key, "{\"n\":\"" + hub.key(0, 2) + "\"}");
        next.instances(2, "finished");

        assertThat(next.decided(0, 3)).allMatch(past -> past.quarantine() == null);
    }

    @Test
    void a_second_that_failed_is_kept_for_the_next_owner_until_the_window_has_passed_it() {
        FlowHub hub = hub(ABSENCE.formatted(" if ($n.equals(\"bad\")) { throw new IllegalStateException(); }"));
        String key = hub.key(0, 0);
        hub.event("placed", "e1", key, "{\"n\":\"bad\"}");
        String faulty = hub.keys.faulty(0);
        String field = Until.value(
                "the second", FlowHub.SOON, () -> redis.ask("HKEYS", faulty), found -> found.startsWith("1:second:"));
        assertThat(redis.ask("HGET", faulty, field)).contains("failed: ").contains("\"rulebook\":1");

        long found = Cause.read(redis.ask("HGET", faulty, field)).at();
        hub.close();
        FlowHub next = hub("h2", failpoints);
        long window = Objects.requireNonNull(versions.get(1)).rules().window().toMillis();
        Until.holds(
                "the end of the window",
                FlowHub.SOON,
                () -> next.journal.clock(0).await() > found + window);
        next.event("any", "e2", key, "{}");

        next.instances(1, "finished");
        assertThat(redis.ask("HLEN", faulty)).isEqualTo("0");
    }

    @Test
    void a_second_that_ended_an_owner_passes_without_firing() {
        rulebook(1, ABSENCE.formatted(""), 300);
        long at = first();
        String row = new Cause("endless: as told", at + 1_000, 1).row();
        for (long second = at / 1_000; second <= at / 1_000 + 3; second++) {
            redis.ask("HSET", "sb:{p0}:faulty", Faults.second(1, second * 1_000), row);
        }

        FlowHub next = hub("h2", failpoints);
        Until.holds("a later second", FlowHub.SOON, () -> next.journal.clock(0).await() > at + 5_000);
        next.event("any", "e2", next.key(0, 0), "{}");

        next.instances(1, "finished");
        assertThat(next.instances()).extracting(one -> one.origin().rule()).containsExactly("shop/any");
    }

    /** Appends an order by a hub that owns nothing; when. */
    private long first() {
        GivenShares none = new GivenShares();
        none.take(0);
        FlowHub appending = hub("h0", failpoints, none);
        appending.event("placed", "e1", appending.key(0, 0), "{\"n\":\"k\"}");
        long at = appending.past(0).get(0).entry().at();
        appending.close();
        return at;
    }

    @Test
    void a_version_decides_from_its_entry_on() {
        FlowHub hub = hub(RULES);
        rulebook(2, RULES, 300);
        hub.event("paid", "e1", "k", "{}");
        hub.offer(Kind.RULEBOOK, "signalbox.rulebook", "r2", "k", "{\"version\":2}");
        hub.event("paid", "e2", "k", "{}");

        List<Past> past = hub.decided(hub.journal.partitionOf("k"), 3);
        hub.instances(2, "finished");

        assertThat(past.get(0).decision()).contains("\"version\":1");
        assertThat(past.get(2).decision()).contains("\"version\":2");
        assertThat(hub.instances()).extracting("version").containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void a_redrive_goes_on_and_takes_the_dead_letter_away_and_twice_is_once() {
        FlowHub hub = hub(RULES);
        service.answers(500);
        hub.event("paid", "e1", "k", "{}");
        hub.instances(1, "failed");
        var dead = hub.dead.list(null, 10, null).await().items();
        service.answers(200);

        hub.redriveTwice(dead.get(0).id());
        hub.instances(1, "finished");
        hub.decided(0, 0);

        assertThat(hub.dead.list(null, 10, null).await().items()).isEmpty();
        assertThat(service.hits()).hasSize(2);
    }

    @Test
    void what_is_old_and_handled_is_forgotten() {
        rulebook(1, RULES, 300);
        FlowHub hub = hub("h1", failpoints, Duration.ofMillis(1));
        String key = hub.key(0, 0);
        for (int i = 0; i < 40; i++) {
            hub.event("noise", "e" + i, key, "{}");
        }

        String left = Until.value(
                "a trimmed journal",
                FlowHub.SOON,
                () -> redis.ask("XLEN", hub.keys.journal(0)),
                n -> Integer.parseInt(n) < 40);
        hub.event("paid", "last", key, "{}");
        hub.instances(1, "finished");

        assertThat(Integer.parseInt(left)).isLessThan(40);
        assertThat(hub.decided(0, 1)).allMatch(Past::decided);
    }
}

package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.match.Limits;
import dev.signalbox.sandbox.Budget;
import dev.signalbox.testing.Until;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One journal, decided in several lives: without any end between, and with crashes and closings at random places. All of
 * them decide the same. The events lie minutes apart, a day ago, so that windows open and close between any two of them.
 */
final class RestartsTest extends FlowFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EVENTS = 180;
    private static final int LIVES = 2;
    private static final Limits FEW = new Limits(Budget.EVENT, 6, 100);
    private static final List<String> TYPES =
            List.of("failed", "failed", "order", "order", "placed", "paid", "alarm", "noise", "nothing");
    private static final String JOURNAL = "sb:{p0}:journal";

    private static final String MARKERS = """
            declare Marked
                @role( event ) @timestamp( at ) @expires( 4m )
                name : String @key
                at : long
            end
            declare Raised
                @role( event ) @timestamp( at ) @expires( 10m )
                name : String @key
                level : int @key
                at : long
            end
            rule "once" when
                $e : Event( type == "failed", $n : str( "n" ) )
                not Marked( name == $n )
            then
                insert( new Marked( $n, $e.getAt() ) );
                hub.start( "tell" ).key( $n ).with( "order", $e.getId() );
            end
            rule "raise" when
                $e : Event( type == "alarm", $n : str( "n" ) )
                not Raised( name == $n )
            then insert( new Raised( $n, 1, $e.getAt() ) ); end
            rule "escalate" when
                $r : Raised( level < 3, $n : name, $l : level )
                not Event( type == "paid", str( "n" ) == $n, this after[0s, 1m] $r )
                not Raised( name == $n, level > $l )
            then
                insert( new Raised( $n, $l + 1, $r.getAt() + 60000 ) );
                hub.start( "tell" ).key( $n ).with( "level", $l + 1 );
            end
            rule "marks and fails" when $e : Event( type == "alarm", num( "total" ) == 12 ) then
                insert( new Marked( "x", $e.getAt() ) );
                if (true) throw new IllegalStateException( "twelve" );
            end
            """;

    private static final String WINDOWS = """
            rule "often" when
                $e : Event( type == "failed", $n : str( "n" ) )
                accumulate( Event( type == "failed", str( "n" ) == $n, this before[0s, 3m] $e ); $c : count( 1 ); $c >= 3 )
            then hub.start( "tell" ).with( "failures", $c ); end
            rule "many" when
                accumulate( Event( type == "order", $t : num( "total" ) ) over window:time( 2m ); $c : count( 1 ), $s : sum( $t ); $c >= 5 )
            then hub.start( "tell" ).with( "count", $c ).with( "sum", $s ); end
            rule "paid" when
                $a : Event( type == "placed", $n : str( "n" ) )
                $b : Event( type == "paid", str( "n" ) == $n, this after[0s, 2m] $a )
            then hub.start( "tell" ).key( $a.getId() + $b.getId() ); end
            rule "unpaid" when
                $o : Event( type == "placed", $n : str( "n" ) )
                not Event( type == "paid", str( "n" ) == $n, this after[0s, 90s] $o )
            then
                hub.start( "tell" ).key( $n );
                if ($o.num( "total" ) == 13) throw new IllegalStateException( "thirteen, late" );
            end
            rule "fails" when Event( type == "order", num( "total" ) == 13 ) then
                hub.start( "tell" );
                if (true) throw new IllegalStateException( "thirteen" );
            end
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_ends_between_two_events_the_decisions_are_the_same(long seed) throws Exception {
        check(seed, MARKERS + WINDOWS, false);
    }

    /** What the rules of a new version have inserted before it decides depends on where its replay begins: it has no such rules here. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void sessions_that_are_built_before_the_switch_decide_the_same(long seed) throws Exception {
        check(seed, WINDOWS, true);
    }

    private void check(long seed, String next, boolean preparing) throws Exception {
        rulebook(1, MARKERS + WINDOWS, 300, FEW);
        rulebook(2, next.replace("$c >= 3", "$c >= 2").replace("90s", "30s"), 300, FEW);
        journal(new SplittableRandom(seed));
        TreeMap<String, String> expected = life("whole", Failpoints.NONE, false);

        for (int life = 1; life <= LIVES; life++) {
            forget();
            Crashes crashes = new Crashes(new SplittableRandom(31 * seed + life));
            FlowHub first = hub("a" + seed + life, crashes);
            var unusedDone = crashes.close().await(FlowHub.SOON.toSeconds(), TimeUnit.SECONDS);
            first.close();

            assertThat(differences(expected, life("b" + seed + life, crashes, preparing)))
                    .as("seed " + seed + ", life " + life + ", " + crashes)
                    .isEmpty();
        }
        assertThat(expected).hasSizeGreaterThan(EVENTS / 2);
        assertThat(expected.values()).as("what is forgotten early").anyMatch(each -> each.contains("--rule-events"));
        assertThat(expected.keySet()).as("what is in quarantine").anyMatch(each -> each.startsWith("q"));
    }

    /** Lets a hub decide what is left, and tells all that was decided up to the last entry. */
    private TreeMap<String, String> life(String id, Failpoints points, boolean preparing) throws IOException {
        FlowHub hub = hub(id, points);
        Until.holds("all decided", FlowHub.SOON, () -> {
            if (preparing) {
                hub.partitions.prepare(2).await();
            }
            return position(hub) >= EVENTS;
        });
        hub.close();
        return decided(hub("reader-" + id, Failpoints.NONE, none()));
    }

    /** What was decided otherwise, by position. */
    private static List<String> differences(TreeMap<String, String> expected, TreeMap<String, String> found) {
        TreeSet<String> positions = new TreeSet<>(expected.keySet());
        positions.addAll(found.keySet());
        return positions.stream()
                .filter(each -> !Objects.equals(expected.get(each), found.get(each)))
                .map(each -> each + ": " + expected.get(each) + " became " + found.get(each))
                .toList();
    }

    private static GivenShares none() {
        GivenShares none = new GivenShares();
        none.take(0);
        return none;
    }

    private static long position(FlowHub hub) {
        String position = redis.ask("HGET", hub.keys.owner(0), "position");
        return position == null || position.isEmpty() ? 0 : Long.parseLong(position);
    }

    private static TreeMap<String, String> decided(FlowHub hub) throws IOException {
        TreeMap<String, String> decided = new TreeMap<>();
        for (Response row : hub.link
                .send(Request.cmd(Command.XRANGE, hub.keys.decisions(0), "-", EVENTS + "-0"))
                .await()) {
            ObjectNode decision = (ObjectNode) JSON.readTree(row.get(1).get(1).toString());
            decided.put(
                    "d" + row.get(0), decision.without(List.of("at", "micros")).toString());
        }
        for (Response position : hub.link
                .send(Request.cmd(Command.HKEYS, hub.keys.quarantine(0)))
                .await()) {
            JsonNode cause = JSON.readTree(redis.ask("HGET", hub.keys.quarantine(0), position.toString()));
            if (position.toLong() <= EVENTS) {
                decided.put("q" + position, cause.path("cause").asText());
            }
        }
        hub.close();
        return decided;
    }

    /** Writes a journal as it would be had it been filled since yesterday; the last event lies behind all windows. */
    private static void journal(SplittableRandom chance) {
        long at = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(1);
        for (int n = 1; n <= EVENTS; n++) {
            at += n == EVENTS ? 3_600_000 : chance.nextInt(chance.nextInt(4) == 0 ? 60_000 : 15_000);
            String key = "k" + chance.nextInt(4);
            String type = TYPES.get(chance.nextInt(TYPES.size()));
            int total = chance.nextInt(8) == 0 ? 12 + chance.nextInt(2) : n;
            String data = "{\"n\":\"" + key + "\",\"total\":" + total + '}';
            if (n == EVENTS / 2) {
                entry(n, at, "rulebook", type, key, "{\"version\":2}");
            } else if (type.equals("nothing")) {
                entry(n, at, "cancel", type, key, "{\"definition\":\"tell\",\"key\":\"nobody\",\"rule\":\"shop/x\"}");
            } else {
                entry(n, at, "event", type, key, data);
            }
        }
        redis.ask("HSET", "sb:{p0}:head", "n", "" + EVENTS, "at", "" + at);
    }

    private static void entry(int n, long at, String kind, String type, String key, String data) {
        String attributes = "[\"%s\",\"shop\",\"\",\"e%d\",\"%s\",null,null,\"application/json\",\"%s\",null,%d,%d,0]"
                .formatted(kind, n, type, key, at, at);
        redis.ask("XADD", JOURNAL, n + "-0", "a", "" + at, "e", attributes, "d", data);
    }
}

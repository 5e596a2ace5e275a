package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.admin.RecordedHistory;
import dev.signalbox.backtest.Backtest;
import dev.signalbox.backtest.BacktestJson;
import dev.signalbox.backtest.Change;
import dev.signalbox.backtest.Law;
import dev.signalbox.backtest.Result;
import dev.signalbox.backtest.Span;
import dev.signalbox.backtest.Started;
import dev.signalbox.backtest.Version;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.RedisHistory;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.testing.Until;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a back-test says is what live does: the very same entries are decided live by the active rules, then by the draft. */
final class BacktestEqualsLiveTest extends FlowFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ACTIVE = """
            rule "big" when $e : Event( type == "order", num( "total" ) > 100 ) then
                hub.start( "tell" ).with( "order", $e.getId() ).with( "total", $e.num( "total" ) );
            end
            rule "often" when
                $e : Event( type == "failed", $n : str( "n" ) )
                accumulate( Event( type == "failed", str( "n" ) == $n, this before[0s, 5m] $e ); $c : count( 1 ); $c >= 3 )
            then
                hub.start( "tell" ).with( "failures", $c );
                hub.alert( "often " + $c );
            end
            rule "unpaid" when
                $o : Event( type == "placed", $n : str( "n" ) )
                not Event( type == "paid", str( "n" ) == $n, this after[0s, 1s] $o )
            then
                hub.start( "tell" ).key( $n ).with( "order", $o.getId() );
            end
            rule "echo" when $e : Event( type == "paid" ) then
                hub.emit( "echoed" ).subject( $e.getKey() ).with( "n", $e.str( "n" ) );
            end
            rule "echoed" when $e : Event( type == "echoed" ) then hub.start( "tell" ).with( "order", $e.getId() ); end
            rule "fails" when $e : Event( type == "order", num( "total" ) == 13 ) then
                hub.start( "tell" ).key( "never" );
                if (true) throw new IllegalStateException( "thirteen" );
            end
            """;

    /** One rule is stricter, one counts more, one tells more, one looks at others, one fails at others, one is gone, one new. */
    private static final String DRAFT = ACTIVE.replace("> 100", "> 150")
            .replace("$c >= 3", "$c >= 4")
            .replace(
                    "hub.start( \"tell\" ).with( \"order\", $e.getId() ); end",
                    "hub.start( \"tell\" ).with( \"order\", $e.getId() ).with( \"vip\", $e.num( \"total\" ) > 3 ); end")
            .replace("type == \"paid\", str( \"n\" ) == $n", "type == \"order\", str( \"n\" ) == $n")
            .replace("num( \"total\" ) == 13", "num( \"total\" ) == 14")
            .replace(
                    "rule \"echo\" when $e : Event( type == \"paid\" )",
                    "rule \"echo\" when $e : Event( type == \"gone\" )")
            .concat("""
            rule "fresh" when $e : Event( type == "paid", $n : str( "n" ) ) Event( type == "placed", str( "n" ) == $n, this before[0s, 1m] $e )
            then hub.start( "park" ).with( "n", $n ); end
            """);

    /** What live made of a partition's entries: the starts of each moment, and what is in quarantine. */
    private record Live(Map<String, Set<String>> starts, Map<String, Set<String>> matched, Set<String> quarantined) {

        Set<String> ids() {
            return starts.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void the_diff_is_what_live_does_when_the_draft_decides_the_same_entries() throws Exception {
        FlowHub hub = hub(ACTIVE);
        send(hub);
        long[] last = {settled(hub, 0), settled(hub, 1)};
        Live before = live(hub, last);
        Map<String, JsonNode> inputs = inputs(hub, before.ids().size());
        RecordedHistory recorded = new RecordedHistory(new RedisHistory(hub.link, hub.keys, FlowHub.PARTITIONS));
        rulebook(2, DRAFT, 300);
        Result result = backtest(recorded, end(hub));
        List<String> ten = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> told(backtest(recorded, end(hub))))
                .distinct()
                .toList();
        long middle = hub.past(0).get(hub.past(0).size() / 2).entry().at();
        Result half =
                new Backtest(recorded, law(1), law(2), Span.of(recorded, middle, end(hub))).run(Backtest.UNWATCHED);
        hub.close();

        forget();
        versions.put(1, Objects.requireNonNull(versions.get(2)));
        FlowHub again = hub("h2", failpoints);
        Until.holds(
                "all decided again",
                FlowHub.SOON,
                () -> position(again, 0) >= last[0] && position(again, 1) >= last[1]);
        Live after = live(again, last);
        Map<String, JsonNode> inputsAfter = inputs(again, after.ids().size());

        Set<String> fresh = new TreeSet<>(after.ids());
        fresh.removeAll(before.ids());
        Set<String> lost = new TreeSet<>(before.ids());
        lost.removeAll(after.ids());
        Set<String> both = new TreeSet<>(before.ids());
        both.retainAll(after.ids());
        Set<String> changed = both.stream()
                .filter(id -> !Objects.equals(inputs.get(id), inputsAfter.get(id)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(List.of(fresh, lost, changed, before.quarantined(), after.quarantined()))
                .as("what this test is about")
                .allSatisfy(some -> assertThat(some).isNotEmpty());
        assertThat(ids(result, Change::after, "new")).isEqualTo(fresh);
        assertThat(ids(result, Change::before, "lost")).isEqualTo(lost);
        assertThat(ids(result, Change::after, "changed")).isEqualTo(changed);
        assertThat(result.total().same()).isEqualTo(both.size() - changed.size());
        assertThat(result.total().fired().before()).isEqualTo(fired(before));
        assertThat(result.total().fired().after()).isEqualTo(fired(after));
        assertThat(result.before().count()).isEqualTo(before.quarantined().size());
        assertThat(result.after().count()).isEqualTo(after.quarantined().size());
        assertThat(ticks(result)).as("seconds of the clock that differ").isPositive();
        assertThat(ten).containsExactly(told(result));
        assertThat(since(half, middle))
                .as("what begins in the middle")
                .isEqualTo(since(result, middle))
                .isNotEmpty();
    }

    private static long fired(Live live) {
        return live.matched().values().stream().mapToLong(Set::size).sum();
    }

    private static long ticks(Result result) {
        return result.changes().stream()
                .filter(change -> change.moment().second() > 0)
                .count();
    }

    /** The changed events from a time on; by what the rules remember of before they are the same, wherever one begins. */
    private static List<Change> since(Result result, long at) {
        return result.changes().stream()
                .filter(change ->
                        change.moment().second() == 0 && change.moment().at() >= at)
                .toList();
    }

    private static Set<String> ids(Result result, Function<Change, Version> side, String verdict) {
        return result.changes().stream()
                .flatMap(change -> side.apply(change).starts().stream())
                .filter(start -> start.verdict().equals(verdict))
                .map(Started::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String told(Result result) {
        StringBuilder told =
                new StringBuilder(BacktestJson.result(result, cause -> cause).toString());
        result.changes().forEach(change -> told.append(BacktestJson.change(change, BacktestJson.Veil.NONE)));
        return told.toString();
    }

    private Result backtest(RecordedHistory recorded, long to) {
        return new Backtest(recorded, law(1), law(2), Span.of(recorded, 0, to)).run(Backtest.UNWATCHED);
    }

    private Law law(int version) {
        Rulebooks.Version found = Objects.requireNonNull(versions.get(version));
        return new Law(found.rules(), found.definitions()::containsKey);
    }

    private static void send(FlowHub hub) {
        SplittableRandom chance = new SplittableRandom(7);
        List<String> types = List.of("order", "failed", "placed", "paid", "noise");
        for (int i = 0; i < 200; i++) {
            String key = hub.key(chance.nextInt(2), chance.nextInt(6));
            int total = chance.nextInt(4) == 0 ? 13 + chance.nextInt(2) : chance.nextInt(250);
            String json = "{\"n\":\"" + key + "\",\"total\":" + total + '}';
            hub.event(types.get(chance.nextInt(types.size())), "e" + i, key, json);
        }
        long sent = hub.journal.clock(0).await();
        Until.holds("the absences", FlowHub.SOON, () -> hub.journal.clock(0).await() > sent + 2_500);
        hub.event("noise", "end-0", hub.key(0, 0), "{}");
        hub.event("noise", "end-1", hub.key(1, 0), "{}");
    }

    /** The last position, once all up to it is decided and nothing more comes of it. */
    private static long settled(FlowHub hub, int partition) {
        Until.holds(
                "partition " + partition + " is quiet",
                FlowHub.SOON,
                () -> hub.past(partition).stream().allMatch(JournalHistory.Past::decided)
                        && redis.ask("HLEN", hub.keys.outbox(0)).equals("0")
                        && redis.ask("HLEN", hub.keys.outbox(1)).equals("0"));
        List<JournalHistory.Past> past = hub.past(partition);
        return past.get(past.size() - 1).entry().position();
    }

    /** Just after the last entry of all, so that no second is stepped that no entry stepped. */
    private static long end(FlowHub hub) {
        long end = 0;
        for (int partition = 0; partition < FlowHub.PARTITIONS; partition++) {
            List<JournalHistory.Past> past = hub.past(partition);
            end = Math.max(end, past.get(past.size() - 1).entry().at() + 1);
        }
        return end;
    }

    private static long position(FlowHub hub, int partition) {
        String position = redis.ask("HGET", hub.keys.owner(partition), "position");
        return position == null || position.isEmpty() ? 0 : Long.parseLong(position);
    }

    private static Live live(FlowHub hub, long[] last) throws IOException {
        Live live = new Live(new TreeMap<>(), new TreeMap<>(), new HashSet<>());
        for (int partition = 0; partition < FlowHub.PARTITIONS; partition++) {
            for (Response row : hub.link
                    .send(Request.cmd(Command.XRANGE, hub.keys.decisions(partition), "-", "+"))
                    .await()) {
                String id = row.get(0).toString();
                long position = Long.parseLong(id.substring(0, id.indexOf('-')));
                if (position < last[partition] || (position == last[partition] && id.endsWith("-0"))) {
                    JsonNode decision = JSON.readTree(row.get(1).get(1).toString());
                    put(live.starts(), partition + ":" + id, decision.path("starts"), start -> start.path("instance"));
                    put(live.matched(), partition + ":" + id, decision.path("matched"), rule -> rule);
                }
            }
            for (Response position : hub.link
                    .send(Request.cmd(Command.HKEYS, hub.keys.quarantine(partition)))
                    .await()) {
                if (position.toLong() <= last[partition]) {
                    live.quarantined().add(partition + ":" + position);
                }
            }
        }
        return live;
    }

    private static void put(
            Map<String, Set<String>> map, String moment, JsonNode array, Function<JsonNode, JsonNode> text) {
        array.forEach(each -> map.computeIfAbsent(moment, none -> new TreeSet<>())
                .add(text.apply(each).asText()));
    }

    /** What the instances were given, once at least so many are there. */
    private static Map<String, JsonNode> inputs(FlowHub hub, int count) {
        List<Instance> instances = Until.value(
                count + " instances", FlowHub.SOON, hub::instances, found -> found.size() >= Math.min(count, 1_000));
        Map<String, JsonNode> inputs = new HashMap<>();
        instances.forEach(each -> inputs.put(each.id(), each.input()));
        return inputs;
    }
}

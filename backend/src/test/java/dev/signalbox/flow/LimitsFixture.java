package dev.signalbox.flow;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Queued;
import dev.signalbox.flow.process.Step;
import dev.signalbox.testing.Until;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Processes with limits, whose instances are held until a test frees them. */
abstract class LimitsFixture extends FlowFixture {

    static final String START = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "job" ).key( $e.getSubject() ).with( "n", $e.getId() );
            end
            rule "stop" when $e : Event( type == "stop" ) then
                hub.cancel( "job" ).key( $e.getSubject() );
            end
            """;

    static final String HOLD = """
              - hold: {listen: {to: {one: {with: {type: free}, correlate: {n: {from: .data.n, expect: '${ $workflow.input.n }'}}}}}}
            """;

    static final String CALL = """
              - post: {call: http, with: {method: post, endpoint: '%1$s/post', body: {n: '${ $workflow.input.n }'}}}
            """;

    static final String ONE = "x-signalbox: {concurrency: {limit: 1}}\n";

    void job(int version, String tasks) {
        rulebook(version, START, Map.of("job", tasks));
    }

    static void go(FlowHub hub, String key, String... events) {
        for (String event : events) {
            hub.event("go", event, key, "{}");
        }
    }

    static void free(FlowHub hub, String event) {
        hub.event("free", "free-" + event, "k", "{\"n\":\"" + event + "\"}");
    }

    /** The instance that an event started, once it is as wanted. */
    static Instance until(FlowHub hub, String event, Predicate<Instance> wanted) {
        return Until.value(
                "the instance of " + event,
                FlowHub.SOON,
                () -> hub.instances().stream()
                        .filter(each -> each.origin().event().id().equals(event))
                        .findFirst()
                        .orElse(null),
                found -> found != null && wanted.test(found));
    }

    static Instance queued(FlowHub hub, String event) {
        return until(hub, event, each -> Queued.place(each) != null);
    }

    static Instance held(FlowHub hub, String event) {
        return until(hub, event, each -> each.places().containsKey("/do/0/hold"));
    }

    static Instance ended(FlowHub hub, String event) {
        return until(hub, event, each -> each.state().ended());
    }

    static String waits(Instance instance) {
        Place place = Objects.requireNonNull(Queued.place(instance), "it has begun");
        return Objects.requireNonNull(Queued.words(place));
    }

    static List<String> told(FlowHub hub, Instance instance) {
        return hub.instances.timeline(instance.id()).await().stream()
                .filter(step -> step.path().isEmpty())
                .map(Step::what)
                .toList();
    }

    /** Nothing is kept of any line. */
    static void nobodyIsLeft(FlowHub hub) {
        for (int partition = 0; partition < FlowHub.PARTITIONS; partition++) {
            String turns = hub.keys.turns(partition);
            String queued = hub.keys.queued(partition);
            Until.value("no turns", FlowHub.SOON, () -> redis.ask("HLEN", turns), "0"::equals);
            Until.value("nobody queued", FlowHub.SOON, () -> redis.ask("ZCARD", queued), "0"::equals);
        }
    }

    /** The bodies that the service got, each once, in their order. */
    List<String> posted() {
        return List.copyOf(
                service.hits().stream().map(hit -> hit.body()).collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}

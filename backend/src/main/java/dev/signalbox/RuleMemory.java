package dev.signalbox;

import dev.signalbox.admin.Overview;
import dev.signalbox.flow.Partitions;
import dev.signalbox.flow.match.Remembered;
import dev.signalbox.metrics.MemoryGauges;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the rules of this hub's partitions remember, for those who measure it and those who worry. */
record RuleMemory(Partitions partitions) implements MemoryGauges {

    @Override
    public List<Held> held() {
        return all().stream()
                .map(each -> new Held(each.type(), each.count(), each.bytes(), each.most()))
                .toList();
    }

    @Override
    public Map<String, Long> forgotten() {
        return partitions.forgotten();
    }

    /** Of each type, in all partitions together. */
    List<Overview.Remembered> byType() {
        Map<String, Overview.Remembered> types = new TreeMap<>();
        all().forEach(each -> types.merge(each.type(), one(each), RuleMemory::both));
        return List.copyOf(types.values());
    }

    private static Overview.Remembered one(Remembered each) {
        return new Overview.Remembered(
                each.type(), each.inserted(), each.count(), each.bytes(), each.oldest(), each.most(), each.count());
    }

    private static Overview.Remembered both(Overview.Remembered a, Overview.Remembered b) {
        long oldest = a.oldest() == 0 || b.oldest() == 0 ? a.oldest() + b.oldest() : Math.min(a.oldest(), b.oldest());
        return new Overview.Remembered(
                a.type(),
                a.inserted(),
                a.count() + b.count(),
                a.bytes() + b.bytes(),
                oldest,
                a.most(),
                Math.max(a.fullest(), b.fullest()));
    }

    /** Of each partition and type. */
    List<Remembered> all() {
        return IntStream.range(0, partitions.count())
                .boxed()
                .flatMap(number -> partitions.remembered(number).stream())
                .toList();
    }
}

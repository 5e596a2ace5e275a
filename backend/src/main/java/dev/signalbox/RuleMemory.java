package dev.signalbox;

import dev.signalbox.flow.Partitions;
import dev.signalbox.flow.match.Remembered;
import dev.signalbox.metrics.MemoryGauges;
import java.util.List;
import java.util.Map;
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

    /** Of each partition and type. */
    List<Remembered> all() {
        return IntStream.range(0, partitions.count())
                .boxed()
                .flatMap(number -> partitions.remembered(number).stream())
                .toList();
    }
}

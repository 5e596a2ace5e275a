package dev.signalbox.flow.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeFilterTest {

    private static Set<String> types(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + '.' + i).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 1_000, 10_000})
    void no_type_of_the_set_is_missed_and_few_others_are_taken_for_one(int count) {
        Set<String> types = types("order", count);
        TypeFilter filter = new TypeFilter(types);

        assertThat(types).allMatch(filter::mayHold);
        assertThat(types("payment.failed", 10_000).stream().filter(filter::mayHold))
                .hasSizeLessThan(10_000 / 8);
    }

    @Test
    void an_empty_set_holds_nothing() {
        assertThat(types("order", 1_000)).noneMatch(new TypeFilter(Set.of())::mayHold);
    }
}

package dev.signalbox.proof.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something that was measured, beside its limit of the same run and what is wanted of it.
 *
 * @param figures of the runs
 * @param limits of the same runs; empty where there is none
 * @param target null where nothing is wanted
 */
record Goal(
        String durability,
        String what,
        String unit,
        List<Double> figures,
        List<Double> limits,
        @Nullable Target target) {

    /**
     * What is wanted.
     *
     * @param ofLimit whether the ratio to the limit is meant, and not the figure
     * @param most whether more is worse
     */
    record Target(boolean ofLimit, boolean most, double value) {

        static Target most(double value) {
            return new Target(false, true, value);
        }

        static Target shareOfLimit(double value) {
            return new Target(true, false, value);
        }

        String text() {
            return (most ? "<= " : ">= ") + (ofLimit ? percent(value) : plain(value));
        }
    }

    static Goal of(String durability, String what, String unit, double figure, @Nullable Target target) {
        return new Goal(durability, what, unit, List.of(figure), List.of(), target);
    }

    @JsonProperty
    double figure() {
        return median(figures.stream().mapToDouble(each -> each).toArray());
    }

    /** Of all runs. */
    double most() {
        return figures.stream().mapToDouble(each -> each).max().orElse(Double.NaN);
    }

    @JsonProperty
    double limit() {
        return median(limits.stream().mapToDouble(each -> each).toArray());
    }

    /** The middle of the ratios of the runs; not a number without a limit. */
    @JsonProperty
    double ratio() {
        return median(IntStream.range(0, limits.size())
                .mapToDouble(run -> figures.get(run) / limits.get(run))
                .toArray());
    }

    /** Null where nothing is wanted. */
    @JsonProperty
    @Nullable
    Boolean met() {
        if (target == null) {
            return null;
        }
        double value = target.ofLimit() ? ratio() : figure();
        return target.most() ? value <= target.value() : value >= target.value();
    }

    /** For people. */
    List<String> cells() {
        Boolean met = met();
        return List.of(
                durability,
                what,
                plain(figure()) + ' ' + unit,
                limits.isEmpty() ? "-" : plain(limit()) + ' ' + unit,
                limits.isEmpty() ? "-" : percent(ratio()),
                target == null ? "-" : target.text(),
                met == null ? "-" : met ? "met" : "**not met**");
    }

    private static double median(double[] all) {
        if (all.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(all);
        int middle = all.length / 2;
        return all.length % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String plain(double value) {
        boolean whole = Math.abs(value) >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", value);
    }
}

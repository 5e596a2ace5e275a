package dev.signalbox.feed;

import dev.signalbox.trace.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which moments a watcher wants: {@code type:order.* -source:shop "two words"}. All terms must hold; {@code -} turns a
 * term round, a {@code *} at the end means a prefix, and a word without a field is looked for in type, subject and id.
 */
public final class Filter {

    /** Lets everything pass. */
    public static final Filter ALL = new Filter(List.of());

    static final Set<String> FIELDS = Set.of(
            "moment",
            "source",
            "type",
            "subject",
            "event",
            "rule",
            "instance",
            "definition",
            "state",
            "outcome",
            "partition",
            "code");

    private static final int LONGEST = 1_000;
    private static final Pattern TERM = Pattern.compile("(-?)(?:([A-Za-z]+):)?(?:\"([^\"]*)\"|(\\S+))");

    private final List<Predicate<Moment>> terms;

    private Filter(List<Predicate<Moment>> terms) {
        this.terms = terms;
    }

    /** @throws IllegalArgumentException in words for the user, when the text is no filter */
    public static Filter parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a filter has at most " + LONGEST + " characters, this one has " + text.length());
        }
        List<Predicate<Moment>> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        while (matcher.find()) {
            Predicate<Moment> term = term(matcher);
            terms.add(matcher.group(1).isEmpty() ? term : term.negate());
        }
        return terms.isEmpty() ? ALL : new Filter(List.copyOf(terms));
    }

    public boolean passes(Moment moment) {
        for (Predicate<Moment> term : terms) {
            if (!term.test(moment)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<Moment> term(Matcher matcher) {
        String quoted = matcher.group(3);
        String value = quoted != null ? quoted : matcher.group(4);
        String field = matcher.group(2);
        if (field == null) {
            return anywhere(value.toLowerCase(Locale.ROOT));
        }
        String known = field.toLowerCase(Locale.ROOT);
        if (!FIELDS.contains(known)) {
            throw new IllegalArgumentException("there is no field \"" + field + "\" to filter by; the fields are "
                    + String.join(", ", FIELDS.stream().sorted().toList()));
        }
        return field(known, value, quoted == null && value.endsWith("*"));
    }

    private static Predicate<Moment> field(String field, String value, boolean prefix) {
        String wanted = prefix ? value.substring(0, value.length() - 1) : value;
        return moment -> Facets.of(moment)
                .values(field)
                .anyMatch(actual -> prefix ? actual.startsWith(wanted) : actual.equals(wanted));
    }

    private static Predicate<Moment> anywhere(String word) {
        return moment -> Facets.of(moment).words().anyMatch(actual -> actual.toLowerCase(Locale.ROOT)
                .contains(word));
    }
}

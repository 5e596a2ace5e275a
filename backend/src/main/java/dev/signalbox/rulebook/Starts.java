package dev.signalbox.rulebook;

import dev.signalbox.words.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The definitions that rules start by name. A name that is put together at run time is not seen here. */
final class Starts {

    /** Comments and other texts are stepped over, so that what only looks like a start is none. */
    private static final Pattern START = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|(?<![\\w$.])hub\\s*\\.\\s*start\\s*\\(\\s*(\"([^\"\\\\\\n]*)\")\\s*\\)|\"(?:[^\"\\\\\\n]|\\\\.)*+\"",
            Pattern.DOTALL);

    private Starts() {}

    /** An error for each start of a definition that is not known. */
    static List<Diagnostic> check(String drl, Collection<String> definitions) {
        List<Diagnostic> found = new ArrayList<>();
        Matcher start = START.matcher(drl);
        while (start.find()) {
            String name = start.group(2);
            if (name != null && !definitions.contains(name)) {
                found.add(unknown(new Lines(drl).at(start.start(1), start.end(1)), name, definitions));
            }
        }
        return found;
    }

    private static Diagnostic unknown(Diagnostic.Spot spot, String name, Collection<String> definitions) {
        Optional<String> meant = Nearest.to(name, definitions);
        return Diagnostic.error(
                        spot,
                        "unknown-definition",
                        "there is no definition \"" + name + '"',
                        meant.map(word -> "did you mean \"" + word + "\"?")
                                .orElse("add it to the definitions of this pack"))
                .fixedBy(meant.map(word -> '"' + word + '"').orElse(null));
    }
}

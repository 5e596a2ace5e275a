package dev.signalbox.flow.match;

import dev.signalbox.flow.match.Explanation.Match;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the record of a decision says, and what deciding the event once more has shown. The record always wins. */
record Known(
        Recall.Recorded recorded,
        Recall.Replay replay,
        Map<String, List<Match>> found,
        Map<String, Scene> scenes,
        Scene after)
        implements Explainer.Outcome {

    private static final String ENDLESS = "endless: ";

    @Override
    public Tries tries() {
        return after.tries();
    }

    @Override
    public boolean matched(String rule) {
        return recorded.matched().contains(rule);
    }

    @Override
    public Scene scene(String rule) {
        return matched(rule) ? scenes.getOrDefault(rule, after) : after;
    }

    @Override
    public List<Match> matches(String rule) {
        return matched(rule) ? found.getOrDefault(rule, List.of()) : List.of();
    }

    /** A rule that did not come to an end is not begun once more. */
    @Override
    public @Nullable String unknown(String rule) {
        String fault = recorded.fault();
        if (fault == null) {
            return null;
        }
        int slash = rule.indexOf('/');
        boolean named = fault.contains('"' + rule + '"')
                || (fault.contains('"' + rule.substring(slash + 1) + '"')
                        && fault.contains("pack \"" + rule.substring(0, slash) + '"'));
        boolean endless = fault.startsWith(ENDLESS) && fault.contains("a condition");
        return named || endless ? fault : null;
    }

    @Override
    public String contrary(String rule) {
        if (recorded.fault() != null) {
            return "all its conditions hold, but the event is in quarantine, so that nothing of its decision counts";
        }
        if (!recorded.decided()) {
            return "all its conditions hold: it fires once the event is decided";
        }
        if (replay.fault() != null) {
            return "all its conditions hold, but deciding once more failed: " + replay.fault();
        }
        return found.containsKey(rule)
                ? "it fires when the event is decided once more, but the recorded decision does not name it: the facts"
                        + " then were others than those that can still be read"
                : "all its conditions hold, but for nothing that this event has brought: it fired for an earlier event,"
                        + " or an attribute such as no-loop, salience or activation-group keeps it from firing";
    }
}

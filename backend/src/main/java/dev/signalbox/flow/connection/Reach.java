package dev.signalbox.flow.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a secret is sent. Who may change a connection need not know its password: one that is named by its fingerprint stays
 * with the places that it was given for, so that nobody has it sent to a place of his own.
 */
public final class Reach {

    private Reach() {}

    /**
     * What is wrong with a text whose secrets would go elsewhere.
     *
     * @param before the places that the secrets were given for
     * @param now those that they would be sent to; none for a secret that is never sent
     */
    public static List<Problem> elsewhere(JsonNode text, List<String> before, List<String> now) {
        List<String> more =
                now.stream().filter(place -> !before.contains(place)).toList();
        List<Problem> problems = new ArrayList<>();
        JsonNode secrets = text.path("secrets");
        for (int i = 0; i < secrets.size() && !more.isEmpty(); i++) {
            if (secrets.get(i).asText().startsWith(Secrets.DOTS)) {
                problems.add(new Problem("/secrets/" + i, said(before, more)));
            }
        }
        return problems;
    }

    private static String said(List<String> before, List<String> more) {
        return "this secret was given for " + (before.isEmpty() ? "something else" : String.join(", ", before))
                + ": give it again, or another, for it to be sent to " + String.join(", ", more);
    }
}

package dev.signalbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which packs decide otherwise than they came: of those the world cannot know in advance what they start. */
final class Edits {

    private final Addresses addresses;
    private final Consumer<Set<String>> told;
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Set<String> edited = new TreeSet<>();

    /** @param told gets the names of all that are edited, whenever that has changed */
    Edits(Addresses addresses, Consumer<Set<String>> told) {
        this.addresses = addresses;
        this.told = told;
    }

    /** Looks at what was activated since the last time. */
    void look(HubApi api) throws IOException, InterruptedException {
        boolean changed = false;
        for (Map.Entry<String, Integer> pack : api.activeVersions().entrySet()) {
            if (PackCopies.NAMES.contains(pack.getKey()) && !pack.getValue().equals(seen.get(pack.getKey()))) {
                changed |= look(pack.getKey(), api.active(pack.getKey()));
                seen.put(pack.getKey(), pack.getValue());
            }
        }
        if (changed) {
            told.accept(Set.copyOf(edited));
        }
    }

    private boolean look(String pack, JsonNode active) throws IOException {
        return isAsItCame(pack, active) ? edited.remove(pack) : edited.add(pack);
    }

    private boolean isAsItCame(String pack, JsonNode active) throws IOException {
        if (!isSame(pack, "rules.drl", active.path("drl").asText())) {
            return false;
        }
        for (Map.Entry<String, JsonNode> definition : active.path("definitions").properties()) {
            String file = definition.getKey() + ".process.yaml";
            if (!isSame(pack, file, definition.getValue().asText())) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(String pack, String file, String text) throws IOException {
        try (InputStream came = Edits.class.getResourceAsStream("/packs/" + pack + '/' + file)) {
            return came != null
                    && addresses.standard(text).equals(new String(came.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

package dev.signalbox.flow.secret;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that a test gives. */
public final class FixedSecrets implements KnownSecrets {

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** @param text null for one whose reference leads nowhere */
    public FixedSecrets with(String name, String text, String... hosts) {
        held.put(name, new Held(new NamedSecret(name, "env:X", List.of(hosts), 1), () -> text));
        return this;
    }

    @Override
    public Held find(String name) {
        return held.get(name);
    }
}

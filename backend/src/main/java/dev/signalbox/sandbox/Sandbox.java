package dev.signalbox.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two steps between the compiler and the class loader: what a pack was compiled to is looked at, and made to count what it
 * uses. It keeps rules from the host and from stopping the hub; it does not make an author who means harm a tenant to be
 * trusted with the data of others.
 */
public final class Sandbox {

    private final AllowList allowed = AllowList.read();

    /**
     * What the classes name and may not.
     *
     * @param classes bytes by binary name, all that were compiled together
     */
    public List<Violation> violations(Map<String, byte[]> classes) {
        return Scan.of(allowed, classes);
    }

    /** The same classes, each counting what it uses; only for classes without {@link #violations}. */
    public Map<String, byte[]> metered(Map<String, byte[]> classes) {
        Metering metering = new Metering(allowed, classes.keySet());
        Map<String, byte[]> metered = new HashMap<>();
        classes.forEach((name, bytes) -> metered.put(name, metering.meter(bytes)));
        return metered;
    }
}

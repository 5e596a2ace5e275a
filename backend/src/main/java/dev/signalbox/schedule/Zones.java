package dev.signalbox.schedule;

import dev.signalbox.words.Nearest;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The time zones of the IANA, by name. */
public final class Zones {

    private Zones() {}

    /** What is wrong with the name of a zone; null when nothing is. */
    public static @Nullable String fault(String name) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (known.contains(name)) {
            return null;
        }
        String city = '/' + name.toLowerCase(Locale.ROOT);
        String near = known.stream()
                .filter(zone ->
                        zone.contains("/") && zone.toLowerCase(Locale.ROOT).endsWith(city))
                .min(String::compareTo)
                .or(() -> Nearest.to(name, known))
                .map(zone -> " - did you mean \"" + zone + "\"?")
                .orElse("");
        return "there is no time zone \"" + name + "\": wanted a name of the IANA, such as \"Europe/Berlin\" or \"UTC\""
                + near;
    }
}

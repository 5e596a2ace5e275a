package dev.signalbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What all numbers and texts at a path have in common, as far as they were seen. */
final class Form {

    private static final int LONGEST_TIME = 40;

    private boolean any;
    private boolean whole = true;
    private boolean times = true;

    void see(JsonNode value) {
        if (value.isNumber()) {
            any = true;
            times = false;
            whole = whole && value.doubleValue() % 1 == 0;
        } else if (value.isTextual()) {
            any = true;
            whole = false;
            times = times && isTime(value.textValue());
        }
    }

    @Nullable
    String name() {
        return !any ? null : whole ? "integer" : times ? "date-time" : null;
    }

    private static boolean isTime(String text) {
        if (text.length() > LONGEST_TIME) {
            return false;
        }
        try {
            return OffsetDateTime.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

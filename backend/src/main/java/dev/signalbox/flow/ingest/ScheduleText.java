package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.schedule.CatchUp;
import dev.signalbox.schedule.Cron;
import dev.signalbox.schedule.Every;
import dev.signalbox.schedule.Rhythm;
import dev.signalbox.schedule.Zones;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when a schedule ticks, and what a tick says. */
final class ScheduleText {

    private static final String UTC = "UTC";
    private static final String EXAMPLES = "\"cron\": \"0 3 * * *\", or \"every\": \"15m\"";
    private static final Rhythm UNKNOWN = new Every("1d", Duration.ofDays(1));

    private final Fields fields;

    ScheduleText(Fields fields) {
        this.fields = fields;
    }

    Inlet.Schedule read() {
        CatchUp catchUp = fields.choice("catchUp", CatchUp.values());
        return new Inlet.Schedule(
                rhythm(fields.text("cron"), fields.text("zone"), fields.text("every")),
                catchUp == null ? CatchUp.ONCE : catchUp,
                fields.text("type"),
                fields.text("subject"),
                data());
    }

    private Rhythm rhythm(@Nullable String cron, @Nullable String zone, @Nullable String every) {
        if (cron != null && every != null) {
            fields.wrong("every", "is there beside cron: say one of both, " + EXAMPLES);
        } else if (cron == null && every == null && !fields.has("cron") && !fields.has("every")) {
            fields.wrong("cron", "missing: say when it ticks, " + EXAMPLES);
        } else if (cron == null && zone != null) {
            fields.wrong("zone", "is for cron: distances are counted in UTC, leave it out");
        }
        return cron == null ? every(every) : cron(cron, zone);
    }

    private Rhythm cron(String cron, @Nullable String zone) {
        String fault = zone == null ? null : Zones.fault(zone);
        if (fault != null) {
            fields.wrong("zone", fault);
        }
        return good("cron", Cron.read(cron, ZoneId.of(zone == null || fault != null ? UTC : zone)));
    }

    private Rhythm every(@Nullable String every) {
        return every == null ? UNKNOWN : good("every", Every.read(every));
    }

    private Rhythm good(String field, Rhythm.Read read) {
        if (read instanceof Rhythm.Read.Bad bad) {
            fields.wrong(field, bad.message());
            return UNKNOWN;
        }
        return ((Rhythm.Read.Good) read).rhythm();
    }

    /** What every tick says besides its time. */
    private @Nullable ObjectNode data() {
        ObjectNode data = fields.anything("data");
        for (String name : List.of(Tick.SCHEDULED, Tick.PREVIOUS, Tick.MISSED)) {
            if (data != null && data.has(name)) {
                fields.wrong("data/" + name, "is what the hub says of a tick: give it another name");
            }
        }
        return data;
    }
}

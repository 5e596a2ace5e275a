package dev.signalbox.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * By the clock on a wall somewhere. What stands at a local time that a night in spring leaves out does not come; what stands
 * in the hour that a night in autumn has twice comes once, at the first, unless it comes every hour or more often.
 */
public final class Cron implements Rhythm {

    /** Any day: what comes at no time after it never comes, for the calendar repeats itself within 28 years. */
    private static final Instant ONCE = Instant.parse("2000-01-01T00:00:00Z");

    private final String written;
    private final ZoneId zone;
    private final ExecutionTime times;

    private Cron(String written, ZoneId zone, ExecutionTime times) {
        this.written = written;
        this.zone = zone;
        this.times = times;
    }

    /** @param zone one that there is */
    public static Read read(String text, ZoneId zone) {
        String fault = CronText.fault(text);
        if (fault != null) {
            return new Read.Bad(fault);
        }
        ExecutionTime times = ExecutionTime.forCron(CronText.parse(text));
        return times.nextExecution(ONCE.atZone(zone)).isEmpty()
                ? new Read.Bad("never comes: no month has such a day; got \"" + text + '"')
                : new Read.Good(new Cron(text.strip(), zone, times));
    }

    /** As people wrote it. */
    public String written() {
        return written;
    }

    public ZoneId zone() {
        return zone;
    }

    @Override
    public String text() {
        return "cron " + written + ' ' + zone;
    }

    @Override
    public Instant next(Instant after) {
        ZonedDateTime from = after.atZone(zone);
        ZonedDateTime next = after(from);
        ZonedDateTime first = next.withEarlierOffsetAtOverlap();
        boolean again = !first.toInstant().equals(next.toInstant());
        return (again && !times.isMatch(from) ? second(first, after) : next).toInstant();
    }

    /**
     * The library tells a second coming only from the first: when it begins between both, it takes the second for the first.
     *
     * @param first the first coming of what may be the next one
     */
    private ZonedDateTime second(ZonedDateTime first, Instant after) {
        ZonedDateTime next = first;
        while (!next.toInstant().isAfter(after)) {
            next = after(next);
        }
        return next;
    }

    private ZonedDateTime after(ZonedDateTime from) {
        Optional<ZonedDateTime> next = times.nextExecution(from);
        return next.orElseThrow(() -> new IllegalStateException("nothing comes after " + from + ": " + written));
    }
}

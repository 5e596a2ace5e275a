package dev.signalbox.metrics;

import java.util.List;

/** How schedules are doing, as last known. */
public interface ScheduleGauges {

    /**
     * One of them.
     *
     * @param lastTick that the journal has, in seconds since the epoch; 0 where this hub does not make them
     * @param dropped ticks that were missed and not made, since the hub started
     */
    record Schedule(String source, double lastTick, long dropped) {}

    List<Schedule> schedules();
}

package dev.signalbox.flow;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** What a thread does, as the JVM tells. */
interface Threads {

    /** Processor time that it has used, nanoseconds. */
    long used(Thread thread);

    /** Whether it does nothing by itself: it waits for another thread, for a time, or for the machine. */
    boolean waits(Thread thread);

    static Threads ofTheJvm() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new Threads() {
            @Override
            public long used(Thread thread) {
                return threads.getThreadCpuTime(thread.getId());
            }

            @Override
            public boolean waits(Thread thread) {
                ThreadInfo info = threads.getThreadInfo(thread.getId());
                return info != null && (info.getThreadState() != Thread.State.RUNNABLE || info.isInNative());
            }
        };
    }
}

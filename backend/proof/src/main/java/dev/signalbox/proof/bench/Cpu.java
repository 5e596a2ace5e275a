package dev.signalbox.proof.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Seconds of processor time, user and system, of processes and of the machine. Reads {@code /proc} where it is there. */
final class Cpu {

    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    /**
     * Processor time since the start.
     *
     * @param machine of all processes; NaN where it cannot be read
     */
    record Spent(double hub, double redis, double bench, double bare, double machine, long at) {

        Spent since(Spent before) {
            return new Spent(
                    hub - before.hub,
                    redis - before.redis,
                    bench - before.bench,
                    bare - before.bare,
                    machine - before.machine,
                    at - before.at);
        }

        /** What others used, as a share of all processors; NaN where it is not known. */
        double others() {
            double capacity = Runtime.getRuntime().availableProcessors() * at / 1e9;
            return Math.max(0, machine - hub - redis - bench - bare) / capacity;
        }
    }

    private Cpu() {}

    static Spent now(long hub, long redis, long bare) {
        return new Spent(
                of(hub, false),
                of(redis, true),
                of(ProcessHandle.current().pid(), false),
                of(bare, false),
                machine(),
                System.nanoTime());
    }

    /** @param children whether those count that have ended or live: the Redis that rewrites its file is one */
    private static double of(long pid, boolean children) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            double sum = 0;
            for (int i = USER; i <= (children ? CHILDREN_SYSTEM : USER + 1); i++) {
                sum += Long.parseLong(fields.get(i)) / TICKS;
            }
            return children ? sum + live(pid) : sum;
        } catch (IOException e) {
            return told(pid);
        }
    }

    private static double live(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(child -> told(child.pid()))
                .sum();
    }

    private static double told(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    private static double machine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst()
                    .orElseThrow()
                    .substring("cpu ".length())
                    .strip()
                    .split(" ", -1);
            double busy = 0;
            for (int i = 0; i <= STEAL && i < fields.length; i++) {
                busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]) / TICKS;
            }
            return busy;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}

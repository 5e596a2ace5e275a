package dev.signalbox.proof.prove.world;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.time.Duration;

/** Signals to processes that the run has started. */
public final class Signals {

    private static final Duration GONE = Duration.ofSeconds(10);

    private Signals() {}

    /** SIGSTOP: it stands still, its connections stay open. */
    public static void stop(long pid) {
        send("STOP", pid);
    }

    public static void goOn(long pid) {
        send("CONT", pid);
    }

    /** SIGKILL; returns when it is gone. */
    public static void kill(long pid) {
        send("KILL", pid);
        Until.holds("the end of process " + pid, GONE, () -> !ProcessHandle.of(pid)
                .map(ProcessHandle::isAlive)
                .orElse(false));
    }

    private static void send(String name, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new CannotRun("process " + pid + " did not take the signal " + name + ": it has ended");
            }
        } catch (IOException e) {
            throw new CannotRun("there is no program kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.signalbox.config;

/** How the hub ends, as the shell sees it. The page Operations has the same table; the launcher restarts on {@link #restarts()}. */
public enum ExitCode {
    /** Asked to stop, and everything was drained. */
    OK(0),
    /** The build failed, or something that has no code of its own. */
    FAILED(1),
    /** The command line cannot be understood. */
    USAGE(2),
    /** The memory of the JVM was used up; the JVM itself ends with this code. */
    OUT_OF_MEMORY(3),
    /** Something from outside is missing or taken: a port, Redis, a running hub. */
    UNAVAILABLE(69),
    /** A partition or a shutdown stood still and the watchdog ended the process. */
    WATCHDOG(70),
    /** The data folder cannot be written. */
    CANNOT_WRITE(73),
    /** Another hub holds the data folder. */
    LOCKED(75),
    /** A setting, a pack, a secret or the Redis it points to is wrong. */
    CONFIGURATION(78);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether starting again may help without anybody changing anything. */
    public boolean restarts() {
        return this == OUT_OF_MEMORY || this == WATCHDOG;
    }
}

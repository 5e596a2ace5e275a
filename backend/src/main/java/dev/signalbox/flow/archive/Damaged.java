package dev.signalbox.flow.archive;

import java.io.IOException;
import java.nio.file.Path;

/** A segment is not what was written: nothing of it is taken for true. */
public final class Damaged extends IOException {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public static final String REMEDY =
            "restore it from a backup, or move it out of the folder to go on without its events";

    private final String what;

    Damaged(Path file, String why) {
        this("the archive's segment " + file + " is damaged (" + why + ')');
    }

    private Damaged(String what) {
        super(what + ": " + REMEDY);
        this.what = what;
    }

    /** Which file it is and what is wrong with it, without the remedy. */
    public String what() {
        return what;
    }
}

package dev.signalbox.flow.archive;

import java.io.IOException;
import java.nio.file.Path;

/** A segment is not what was written: nothing of it is taken for true. */
public final class Damaged extends IOException {

    private static final long serialVersionUID = 1L;

    Damaged(Path file, String why) {
        super("the archive's segment " + file + " is damaged (" + why
                + "): restore it from a backup, or move it out of the folder to go on without its events");
    }
}

package dev.signalbox.flow.ingest;

/** What went wrong, in the words of the innermost that has some. */
final class Causes {

    private static final int DEEPEST = 5;

    private Causes() {}

    static String text(Throwable fault) {
        String text = fault.getClass().getSimpleName();
        Throwable each = fault;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            String message = each.getMessage();
            text = message == null ? text : message;
            each = each.getCause();
        }
        return text;
    }
}

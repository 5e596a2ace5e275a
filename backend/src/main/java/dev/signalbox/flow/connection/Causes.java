package dev.signalbox.flow.connection;

/** What went wrong, in the words of the innermost that has some. */
public final class Causes {

    private static final int DEEPEST = 5;

    private Causes() {}

    public static String text(Throwable fault) {
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

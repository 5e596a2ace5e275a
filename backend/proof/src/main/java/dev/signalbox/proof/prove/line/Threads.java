package dev.signalbox.proof.prove.line;

/** Threads that end with the process. */
final class Threads {

    private Threads() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

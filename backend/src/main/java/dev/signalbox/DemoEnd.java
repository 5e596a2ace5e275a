package dev.signalbox;

import dev.signalbox.demo.Demo;
import org.jspecify.annotations.Nullable;

/** The JVM's shutdown hook of a demo: ends the hub, its Redis and the world, however the demo itself comes to its end. */
final class DemoEnd extends Thread {

    private final DemoTelling telling;
    private volatile @Nullable Demo demo;
    private volatile @Nullable DemoKeys keys;
    private volatile boolean failed;

    DemoEnd(DemoTelling telling) {
        super("demo-end");
        this.telling = telling;
    }

    void of(DemoKeys opened) {
        keys = opened;
    }

    void of(Demo opened) {
        demo = opened;
    }

    /** It ends with a code of its own, unless it is being ended already. */
    void failed() {
        failed = getState() == State.NEW;
    }

    @Override
    public void run() {
        Demo running = demo;
        if (running != null) {
            telling.ending();
            running.close();
        }
        DemoKeys open = keys;
        if (open != null) {
            open.close();
        }
        telling.close();
        if (!failed) {
            Runtime.getRuntime().halt(0);
        }
    }
}

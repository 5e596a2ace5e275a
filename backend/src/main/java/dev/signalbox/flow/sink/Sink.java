package dev.signalbox.flow.sink;

import java.util.List;

/**
 * Where messages can go, under a name.
 *
 * @param secrets references, or sealed text: the password of a broker's user, or what the messages to an address are signed
 *     with, of which the last one is the newest
 */
record Sink(String name, Outlet outlet, List<String> secrets) {

    Outlet.Kind kind() {
        return outlet.kind();
    }

    Sink with(List<String> others) {
        return new Sink(name, outlet, others);
    }
}

package dev.signalbox.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Turns a host name into addresses. Asked once per call, so that what was checked is what is connected to. */
@FunctionalInterface
public interface Resolver {

    /** All addresses of the name; fails with {@link java.net.UnknownHostException} when there is none. */
    Future<List<InetAddress>> resolve(String host);

    /** The resolver of the machine, with its hosts file. It blocks, hence the worker thread. */
    static Resolver ofTheMachine(Vertx vertx) {
        return host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
    }
}

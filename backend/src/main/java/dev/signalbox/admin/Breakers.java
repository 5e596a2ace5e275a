package dev.signalbox.admin;

import dev.signalbox.flow.breaker.Seen;
import io.vertx.core.Future;
import java.util.List;

/** The targets of calls, and whether calls go to them. */
public interface Breakers {

    /** Those that were called lately, and those whose breaker has opened, by name. */
    Future<List<Seen>> list();

    /** Opens or closes one by hand, for all hubs. */
    Future<Void> set(String target, boolean open, String who, String why);
}

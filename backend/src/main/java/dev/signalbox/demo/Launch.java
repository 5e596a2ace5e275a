package dev.signalbox.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the hub of the demo is started.
 *
 * @param program up to the hub's own arguments
 * @param environment the secrets of its senders
 */
record Launch(List<String> program, Path data, Map<String, String> environment, URI world) {

    /** @param packs that it has not loaded yet */
    HubChild start(Ports ports, List<PackCopy> packs) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("run", "--log", "text", "--data", data.toString()));
        command.addAll(List.of("--admin-port", "" + ports.admin(), "--ingest-port", "" + ports.ingest()));
        command.addAll(List.of("--egress-allow", world.getHost() + ':' + world.getPort()));
        command.addAll(List.of("--demo-scoreboard", world.resolve("/scoreboard").toString()));
        packs.forEach(pack -> command.addAll(List.of("--packs", pack.folder().toString())));
        return HubChild.start(command, environment, data.resolve("hub.log"));
    }
}

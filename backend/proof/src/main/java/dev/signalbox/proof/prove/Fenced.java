package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How often hubs have noticed that they own a partition no more; their logs tell, also those of hubs that were killed. */
final class Fenced {

    private static final Pattern LINE = Pattern.compile("epoch \\d+ of partition \\d+ is over");

    private Fenced() {}

    static long count(World world) throws IOException {
        long count = 0;
        for (HubNode hub : world.hubs()) {
            try (Stream<String> lines = Files.lines(hub.log())) {
                count += lines.filter(line -> LINE.matcher(line).find()).count();
            }
        }
        return count;
    }
}

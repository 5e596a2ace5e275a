package dev.signalbox.proof.prove.fault;

import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.World;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why a fault cannot be done here. */
final class Reasons {

    private Reasons() {}

    /** It kills or changes the Redis. */
    static Optional<String> given(World world) {
        return world.store().ours()
                ? Optional.empty()
                : Optional.of("the Redis was given with --redis, and is not this run's to harm");
    }

    /** It starts the Redis in another way. */
    static Optional<String> notOwn(World world) {
        return world.store() instanceof OwnStore
                ? Optional.empty()
                : Optional.of("the Redis is not one that this run starts itself (--redis own)");
    }

    /** A machine that tests for everybody must have what a developer's may lack: there it fails instead. */
    static Optional<String> unlessTesting(String why) {
        return "true".equals(System.getenv("CI")) ? Optional.empty() : Optional.of(why);
    }

    static Optional<String> noProgram(String name) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(place, name))) {
                return Optional.empty();
            }
        }
        return unlessTesting("there is no program " + name);
    }
}

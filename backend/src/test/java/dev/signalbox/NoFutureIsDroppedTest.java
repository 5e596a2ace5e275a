package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A future that nobody looks at swallows its failure. javac does not see it and Error Prone does not know Vert.x, so this
 * looks for a call that gives a future which is thrown away at once.
 *
 * <p>Right: {@code redis.send(request).onFailure(this::tell);} Wrong: {@code redis.send(request);}
 */
class NoFutureIsDroppedTest {

    private static final Set<String> FUTURES = Set.of("io.vertx.core.Future", "io.vertx.core.Timer");

    /** These give their future back for chaining; whoever calls them has looked at it. */
    private static final Set<String> LOOKS = Set.of("onSuccess", "onFailure", "onComplete");

    /** The end of a connection. That it cannot be closed means that it is closed; nobody is left to be told. */
    private static final Set<String> LAST_ACTS =
            Set.of("io/vertx/core/http/HttpConnection.close", "io/vertx/core/http/HttpServerResponse.reset");

    @Test
    void every_future_is_looked_at() throws IOException {
        List<String> dropped = new ArrayList<>();
        try (Stream<Path> classes = Files.walk(Path.of("target/classes/dev/signalbox"))) {
            for (Path file :
                    classes.filter(f -> f.toString().endsWith(".class")).toList()) {
                dropped.addAll(dropped(file));
            }
        }

        assertThat(dropped)
                .as("futures that are dropped: return them, compose them, or end them with onFailure or onComplete")
                .isEmpty();
    }

    @Test
    void a_dropped_one_is_found() throws IOException {
        Path file = Path.of("target/test-classes/dev/signalbox/NoFutureIsDroppedTest$Planted.class");

        assertThat(dropped(file)).singleElement().asString().contains("Planted.drops", "succeededFuture");
    }

    private static List<String> dropped(Path file) throws IOException {
        ClassNode type = new ClassNode();
        try (InputStream bytes = Files.newInputStream(file)) {
            new ClassReader(bytes).accept(type, ClassReader.SKIP_FRAMES);
        }
        List<String> found = new ArrayList<>();
        for (MethodNode method : type.methods) {
            int line = 0;
            for (AbstractInsnNode step : method.instructions) {
                line = step instanceof LineNumberNode number ? number.line : line;
                if (givesFuture(step) && isThrownAway(step)) {
                    found.add(type.name.replace('/', '.') + '.' + method.name + " line " + line + ": " + called(step));
                }
            }
        }
        return found;
    }

    private static boolean givesFuture(AbstractInsnNode step) {
        if (step instanceof MethodInsnNode call) {
            return !LOOKS.contains(call.name)
                    && !LAST_ACTS.contains(call.owner + '.' + call.name)
                    && FUTURES.contains(Type.getReturnType(call.desc).getClassName());
        }
        return step instanceof InvokeDynamicInsnNode made
                && FUTURES.contains(Type.getReturnType(made.desc).getClassName());
    }

    private static boolean isThrownAway(AbstractInsnNode step) {
        AbstractInsnNode next = step.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next != null && next.getOpcode() == Opcodes.POP;
    }

    private static String called(AbstractInsnNode step) {
        return step instanceof MethodInsnNode call ? call.owner.replace('/', '.') + '.' + call.name : "a lambda";
    }

    /** What the test must find. */
    @SuppressWarnings("unused")
    private static final class Planted {
        void drops() {
            io.vertx.core.Future.succeededFuture("seen by nobody");
        }

        void looks() {
            io.vertx.core.Future.succeededFuture("seen").onFailure(Throwable::printStackTrace);
        }
    }
}

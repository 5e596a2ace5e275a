package dev.signalbox.rulebook;

import dev.signalbox.flow.match.PackRules;
import java.util.Map;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/** A pack's classes in a class loader of their own, which goes with the last session that uses them. */
record Loaded(PackRules rules) {

    static Loaded of(Compiled compiled) {
        Classes loader = new Classes(compiled.classes());
        try {
            return new Loaded(new PackRules(compiled.pack(), loader.model(), compiled.rules()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("pack " + compiled.pack() + " was compiled but cannot be loaded", e);
        }
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> classes;

        Classes(Map<String, byte[]> classes) {
            super(Loaded.class.getClassLoader());
            this.classes = classes;
        }

        /** The class that the compiler names {@code Rules} and a hash. */
        Model model() throws ReflectiveOperationException {
            String name = classes.keySet().stream()
                    .filter(each -> each.matches(".*\\.Rules[0-9A-Fa-f]{32}"))
                    .findFirst()
                    .orElseThrow(() -> new ClassNotFoundException("no model among " + classes.keySet()));
            return (Model) loadClass(name).getConstructor().newInstance();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte @Nullable [] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}

package dev.signalbox.rulebook;

import dev.signalbox.flow.match.PackRules;
import dev.signalbox.rules.PackTables;
import dev.signalbox.rules.Table;
import dev.signalbox.rules.TableSource;
import dev.signalbox.sandbox.Budget;
import dev.signalbox.sandbox.Meter;
import dev.signalbox.table.CsvTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/** A pack's classes in a class loader of their own, which goes with the last session that uses them. */
record Loaded(PackRules rules) {

    /** A pack without tables. */
    static Loaded of(Compiled compiled) {
        return of(compiled, name -> CsvTable.EMPTY);
    }

    static Loaded of(Compiled compiled, TableSource tables) {
        Classes loader = new Classes(compiled.classes(), tables);
        Model model = Meter.within(new Budget(Budget.EVENT), loader::model);
        return new Loaded(PackRules.loaded(compiled.pack(), model, compiled.rules(), compiled.origins()));
    }

    private static final class Classes extends ClassLoader implements TableSource {
        private static final String TABLES = PackTables.class.getName();

        private final Map<String, byte[]> classes;
        private final TableSource tables;

        Classes(Map<String, byte[]> classes, TableSource tables) {
            super(Loaded.class.getClassLoader());
            this.classes = classes;
            this.tables = tables;
        }

        @Override
        public Table table(String name) {
            return tables.table(name);
        }

        /** The class that the compiler names {@code Rules} and a hash. */
        Model model() {
            try {
                String name = classes.keySet().stream()
                        .filter(each -> each.matches(".*\\.Rules[0-9A-Fa-f]{32}"))
                        .findFirst()
                        .orElseThrow(() -> new ClassNotFoundException("no model among " + classes.keySet()));
                return (Model) loadClass(name).getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a pack was compiled but cannot be loaded", e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte @Nullable [] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        /** One class of the hub is defined here anew, so that it finds the tables of this pack. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(TABLES)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? own() : known;
            }
        }

        private Class<?> own() {
            try (InputStream in = PackTables.class.getResourceAsStream("PackTables.class")) {
                byte[] bytes = Objects.requireNonNull(in, TABLES + " is not in the hub")
                        .readAllBytes();
                return defineClass(TABLES, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

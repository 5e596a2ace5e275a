package dev.signalbox.rulebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.internal.builder.InternalKieBuilder;

/** Turns the text of one pack into class files, in memory. Compiles one pack at a time. */
final class Compiler {

    /** A text that does not compile is no fault of the hub: its messages become diagnostics. Held, or it is collected. */
    private static final Logger QUIET = Logger.getLogger("org.drools.compiler.kie.builder.impl");

    private final AtomicLong builds = new AtomicLong();

    Compiler() {
        QUIET.setLevel(Level.OFF);
    }

    /** What the compiler of the engine made: classes, or messages in its own words. */
    record Build(Map<String, byte[]> classes, List<Said> messages) {}

    /** @param column for messages about generated Java: the index in its source */
    record Said(String text, int line, int column) {

        boolean isSource() {
            return text.contains("Java source of");
        }
    }

    /** The repository of the engine is global: each build has an id of its own and leaves nothing behind. */
    synchronized Build build(String drl) {
        Drl.chooseParser();
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId(
                "dev.signalbox.packs", "p" + System.identityHashCode(this), "1." + builds.incrementAndGet());
        try {
            return build(services, id, drl);
        } catch (RuntimeException e) {
            return new Build(Map.of(), List.of(new Said("the compiler gave up: " + e.getMessage(), 0, 0)));
        } finally {
            services.getRepository().removeKieModule(id);
        }
    }

    private static Build build(KieServices services, ReleaseId id, String drl) {
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write("src/main/resources/pack.drl", drl);
        KieModuleModel module = services.newKieModuleModel();
        module.newKieBaseModel("pack").setDefault(true);
        InternalKieBuilder builder = (InternalKieBuilder) services.newKieBuilder(files);
        builder.withKModuleModel(module).buildAll(ExecutableModelProject.class);
        List<Said> errors = builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(message -> new Said(message.getText(), message.getLine(), message.getColumn()))
                .toList();
        return new Build(errors.isEmpty() ? classes((InternalKieModule) builder.getKieModule()) : Map.of(), errors);
    }

    private static Map<String, byte[]> classes(InternalKieModule module) {
        Map<String, byte[]> classes = new HashMap<>();
        for (String file : module.getFileNames()) {
            if (file.endsWith(".class")) {
                String name =
                        file.substring(0, file.length() - ".class".length()).replace('/', '.');
                classes.put(name, module.getBytes(file));
            }
        }
        return classes;
    }
}

package dev.signalbox.rulebook;

import java.util.ArrayList;
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

    /** What the engine would load a whole project by; packs are loaded one by one. */
    private static final String PROJECT = "org/drools/project/model/";

    private final AtomicLong builds = new AtomicLong();

    Compiler() {
        QUIET.setLevel(Level.OFF);
    }

    /** What the compiler of the engine made: classes, or messages in its own words. */
    record Build(Map<String, byte[]> classes, List<Said> messages) {}

    /**
     * @param column for messages about generated Java: the index in its source
     * @param source the generated class that it is about; empty when it is about none
     */
    record Said(String text, int line, int column, String source) {}

    /** The repository of the engine is global: each build has an id of its own and leaves nothing behind. */
    synchronized Build build(String pack, String drl) {
        Drl.chooseParser();
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId(
                "dev.signalbox.packs", "p" + System.identityHashCode(this), "1." + builds.incrementAndGet());
        try {
            return build(services, id, Parsed.packageOf(pack), drl);
        } catch (RuntimeException e) {
            return new Build(Map.of(), List.of(new Said("the compiler gave up: " + e.getMessage(), 0, 0, "")));
        } finally {
            services.getRepository().removeKieModule(id);
        }
    }

    private static Build build(KieServices services, ReleaseId id, String packageName, String drl) {
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write("src/main/resources/pack.drl", drl);
        TableFunction.beside(packageName, drl).ifPresent(text -> files.write("src/main/resources/tables.drl", text));
        KieModuleModel module = services.newKieModuleModel();
        module.newKieBaseModel("pack").setDefault(true);
        InternalKieBuilder builder = (InternalKieBuilder) services.newKieBuilder(files);
        builder.withKModuleModel(module).buildAll(ExecutableModelProject.class);
        List<Said> errors = said(builder.getResults().getMessages(Message.Level.ERROR));
        return new Build(errors.isEmpty() ? classes((InternalKieModule) builder.getKieModule()) : Map.of(), errors);
    }

    /** The source of a generated class comes as a message of its own, behind those that are about it. */
    private static List<Said> said(List<Message> messages) {
        List<Said> said = new ArrayList<>();
        List<Message> open = new ArrayList<>();
        for (Message message : messages) {
            open.add(message);
            if (message.getText().contains("Java source of")) {
                open.remove(message);
                open.forEach(each -> said.add(said(each, message.getText())));
                open.clear();
            }
        }
        open.forEach(each -> said.add(said(each, "")));
        return said;
    }

    private static Said said(Message message, String source) {
        return new Said(message.getText(), message.getLine(), message.getColumn(), source);
    }

    private static Map<String, byte[]> classes(InternalKieModule module) {
        Map<String, byte[]> classes = new HashMap<>();
        for (String file : module.getFileNames()) {
            if (file.endsWith(".class") && !file.startsWith(PROJECT)) {
                String name =
                        file.substring(0, file.length() - ".class".length()).replace('/', '.');
                classes.put(name, module.getBytes(file));
            }
        }
        return classes;
    }
}

package dev.signalbox.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which rules the classes of a pack were compiled from: equal conditions of several rules are one class. */
public final class ClassOrigins {

    private final Map<String, Set<String>> rules = new HashMap<>();
    private final Set<String> unit;

    private ClassOrigins(Set<String> unit) {
        this.unit = unit;
    }

    /** @param classes bytes by binary name */
    public static ClassOrigins of(Map<String, byte[]> classes) {
        ClassOrigins origins = new ClassOrigins(Set.copyOf(classes.keySet()));
        classes.forEach((name, bytes) -> {
            if (Kind.of(name) == Kind.MODEL || Kind.of(name) == Kind.RULES) {
                new ClassReader(bytes)
                        .accept(origins.new OfModel(name), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
            }
        });
        return origins;
    }

    /** The rules whose conditions or consequence a class holds; empty for what belongs to all of them. */
    public Set<String> ofClass(String name) {
        return rules.getOrDefault(name, Set.of());
    }

    /** The rule whose code was running when something was thrown, by its name in the text; empty when none was. */
    public String ofThrown(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            Set<String> found = new LinkedHashSet<>(ofClass(frame.getClassName()));
            found.addAll(ofClass(frame.getClassName() + '#' + frame.getMethodName()));
            if (!found.isEmpty()) {
                return found.iterator().next();
            }
        }
        return "";
    }

    /** In the model each rule is made by a method, which names it and then everything that it consists of. */
    private final class OfModel extends ClassVisitor {
        private final String name;

        OfModel(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String generic, String @Nullable [] thrown) {
            return new OfRule(name, method);
        }
    }

    private final class OfRule extends MethodVisitor {
        private final List<String> parts = new ArrayList<>();
        private String text = "";
        private String rule = "";
        private final String model;

        OfRule(String model, String method) {
            super(Opcodes.ASM9);
            this.model = model;
            parts.add(model + '#' + method);
        }

        @Override
        public void visitLdcInsn(Object value) {
            text = value instanceof String constant ? constant : text;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            if (method.equals("rule") && owner.equals("org/drools/modelcompiler/dsl/pattern/D")) {
                rule = text;
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            String part = Type.getObjectType(owner).getClassName();
            if (opcode == Opcodes.GETSTATIC && unit.contains(part) && !part.equals(model) && field.equals("INSTANCE")) {
                parts.add(part);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object each : arguments) {
                if (each instanceof Handle handle) {
                    parts.add(Type.getObjectType(handle.getOwner()).getClassName() + '#' + handle.getName());
                }
            }
        }

        @Override
        public void visitEnd() {
            if (!rule.isEmpty()) {
                parts.forEach(part -> rules.computeIfAbsent(part, key -> new LinkedHashSet<>())
                        .add(rule));
            }
        }
    }
}

package dev.signalbox.sandbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Looks at every instruction of the classes that a pack was compiled to, before one of them is loaded: whatever they name
 * has to be on the {@link AllowList} or one of them.
 */
final class Scan {

    private static final Set<String> BOOTSTRAPS = Set.of(
            "java.lang.invoke.LambdaMetafactory.metafactory",
            "java.lang.invoke.LambdaMetafactory.altMetafactory",
            "java.lang.invoke.StringConcatFactory.makeConcatWithConstants");

    private static final String SWITCH = "$SWITCH_TABLE$";

    private final AllowList allowed;
    private final Set<String> unit;
    private final Set<Violation> found = new LinkedHashSet<>();
    private String name = "";

    private Scan(AllowList allowed, Set<String> unit) {
        this.allowed = allowed;
        this.unit = unit;
    }

    /** @param classes bytes by binary name */
    static List<Violation> of(AllowList allowed, Map<String, byte[]> classes) {
        Scan scan = new Scan(allowed, classes.keySet());
        classes.forEach((name, bytes) -> {
            scan.name = name;
            new ClassReader(bytes).accept(scan.new OfClass(), ClassReader.SKIP_FRAMES);
        });
        return List.copyOf(scan.found);
    }

    private void refuse(String what) {
        found.add(new Violation(what, "", "", name));
    }

    private void type(@Nullable String internal) {
        if (internal != null) {
            type(Type.getObjectType(internal));
        }
    }

    private void type(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.METHOD) {
            type(element.getReturnType());
            List.of(element.getArgumentTypes()).forEach(this::type);
        } else if (element.getSort() == Type.OBJECT) {
            String named = element.getClassName();
            if (!unit.contains(named) && !allowed.names(named)) {
                found.add(new Violation(named, simple(named), "", name));
            }
        }
    }

    private void member(String internal, String member) {
        Type owner = Type.getObjectType(internal);
        if (owner.getSort() == Type.ARRAY) {
            if (!member.equals("clone")) {
                found.add(new Violation("an array's " + member, "", member, name));
            }
            return;
        }
        String named = owner.getClassName();
        String asked = unit.contains(named) ? Object.class.getName() : named;
        if (!allowed.names(asked) || allowed.cost(asked, member) == AllowList.Cost.FORBIDDEN) {
            found.add(new Violation(named + '.' + member, simple(named), member, name));
        }
    }

    private static String simple(String named) {
        return named.substring(Math.max(named.lastIndexOf('.'), named.lastIndexOf('$')) + 1);
    }

    /** The compiler asks an object for its class, and drops the answer, to see that it is not null. */
    private static void dropNullChecks(InsnList instructions) {
        for (AbstractInsnNode each : instructions.toArray()) {
            if (each instanceof MethodInsnNode call
                    && call.name.equals("getClass")
                    && each.getNext() != null
                    && each.getNext().getOpcode() == Opcodes.POP) {
                instructions.remove(each);
            }
        }
    }

    private final class OfClass extends ClassVisitor {

        OfClass() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String internal,
                @Nullable String generic,
                String parent,
                String[] interfaces) {
            type(parent);
            List.of(interfaces).forEach(Scan.this::type);
            if (Kind.of(name) == Kind.OTHER) {
                refuse("a class of its own");
            }
        }

        @Override
        public FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String generic, @Nullable Object value) {
            type(Type.getType(descriptor));
            return super.visitField(access, field, descriptor, generic, value);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String generic, String @Nullable [] thrown) {
            if (method.equals(Metering.DROPPED)) {
                return null;
            }
            type(Type.getMethodType(descriptor));
            if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED)) != 0) {
                refuse("a native or synchronized method: " + method);
            }
            return new MethodNode(Opcodes.ASM9, access, method, descriptor, generic, thrown) {
                @Override
                public void visitEnd() {
                    dropNullChecks(instructions);
                    accept(new OfMethod(method));
                }
            };
        }
    }

    private final class OfMethod extends MethodVisitor {
        private final String method;

        OfMethod(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                refuse("synchronized");
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String internal) {
            type(internal);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            type(Type.getType(descriptor));
            if (dimensions > 2) {
                refuse("an array of more than two dimensions");
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            if (!unit.contains(Type.getObjectType(owner).getClassName())) {
                member(owner, field);
            }
            type(Type.getType(descriptor));
            if (opcode == Opcodes.PUTSTATIC && !method.equals("<clinit>") && !field.startsWith(SWITCH)) {
                refuse("a static field: " + field);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            boolean compared = called.equals("getClass") && method.equals("equals");
            if (!compared || Kind.of(name) != Kind.DECLARED) {
                call(owner, called, descriptor);
            }
        }

        private void call(String owner, String called, String descriptor) {
            if (!unit.contains(Type.getObjectType(owner).getClassName()) || ofObject(called)) {
                member(owner, called);
            }
            type(Type.getMethodType(descriptor));
        }

        /** What a class of the unit may have from {@code Object}: allowed or not, whoever it is called on. */
        private boolean ofObject(String called) {
            return allowed.cost(Object.class.getName(), called) == AllowList.Cost.FORBIDDEN;
        }

        @Override
        public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
            String made = Type.getObjectType(bootstrap.getOwner()).getClassName() + '.' + bootstrap.getName();
            if (!BOOTSTRAPS.contains(made)) {
                refuse(made);
            }
            type(Type.getMethodType(descriptor));
            for (Object each : arguments) {
                constant(each);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        private void constant(Object value) {
            if (value instanceof Type type) {
                type(type);
            } else if (value instanceof Handle handle) {
                call(
                        handle.getOwner(),
                        handle.getName(),
                        handle.getTag() <= Opcodes.H_PUTSTATIC ? "()V" : handle.getDesc());
            } else if (value instanceof org.objectweb.asm.ConstantDynamic) {
                refuse("a constant that is computed");
            }
        }

        @Override
        public void visitTryCatchBlock(
                org.objectweb.asm.Label start,
                org.objectweb.asm.Label end,
                org.objectweb.asm.Label handler,
                @Nullable String caught) {
            type(caught);
        }
    }
}

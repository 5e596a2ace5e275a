package dev.signalbox.sandbox;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/**
 * Makes the code of rules count what it uses: see {@link MeteredMethod}. What passes {@link Scan} is taken as given here.
 *
 * <p>A reference to a method of the JDK becomes one to a bridge, in which the call is metered like any other.
 */
final class Metering {

    /** Only the serialization of lambdas would call it; the metered classes are without. */
    static final String DROPPED = "$deserializeLambda$";

    /** Nothing of an author is in these methods of a condition; they are called when there is no event. Nor is in bridges. */
    private static final Set<String> PLUMBING =
            Set.of("predicateInformation", "getExpressionHash", "values", "valueOf");

    private final AllowList allowed;
    private final Set<String> unit;
    private final Map<String, List<Method>> replacements = new HashMap<>();

    /** @param unit binary names of the classes that were compiled together */
    Metering(AllowList allowed, Set<String> unit) {
        this.allowed = allowed;
        this.unit = unit;
        for (Method method : Metered.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Instead.class) && Modifier.isPublic(method.getModifiers())) {
                replacements
                        .computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(method);
            }
        }
    }

    byte[] meter(byte[] bytes) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        new ClassReader(bytes).accept(new OfClass(writer), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    boolean ofUnit(String internal) {
        return unit.contains(Type.getObjectType(internal).getClassName());
    }

    /** What stands for a call; null when the call itself does. */
    @Nullable
    Method replacement(boolean isStatic, String owner, String name, String descriptor) {
        for (Method each : replacements.getOrDefault(name, List.of())) {
            Instead instead = each.getAnnotation(Instead.class);
            if (instead.isStatic() == isStatic
                    && descriptor.equals(replaced(each, instead))
                    && is(owner, instead.of())) {
                return each;
            }
        }
        return null;
    }

    private static String replaced(Method method, Instead instead) {
        String own = Type.getMethodDescriptor(method);
        int receiver = instead.isStatic()
                ? 0
                : Type.getArgumentTypes(own)[0].getDescriptor().length();
        return '(' + own.substring(1 + receiver);
    }

    private static boolean is(String owner, Class<?> wanted) {
        return !owner.startsWith("[")
                && wanted.isAssignableFrom(
                        AllowList.loaded(Type.getObjectType(owner).getClassName()));
    }

    /** What a call costs by its operands. */
    AllowList.Cost cost(String owner, String name) {
        return owner.startsWith("[")
                ? AllowList.Cost.HOLDING
                : allowed.cost(Type.getObjectType(owner).getClassName(), name);
    }

    /** A method reference to be made a bridge, and the name of the bridge. */
    private record Bridge(String name, Handle target) {

        String descriptor() {
            List<Type> arguments = new ArrayList<>();
            boolean made = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            if (!made && target.getTag() != Opcodes.H_INVOKESTATIC) {
                arguments.add(Type.getObjectType(target.getOwner()));
            }
            arguments.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
            Type result = made ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
            return Type.getMethodDescriptor(result, arguments.toArray(Type[]::new));
        }
    }

    private final class OfClass extends ClassVisitor {
        private final List<Bridge> bridges = new ArrayList<>();
        private String name = "";
        private Kind kind = Kind.OTHER;
        private boolean isInterface;

        OfClass(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version,
                int access,
                String internal,
                @Nullable String generic,
                String parent,
                String[] interfaces) {
            name = internal;
            kind = Kind.of(Type.getObjectType(internal).getClassName());
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(version, access, internal, generic, parent, interfaces);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String generic, String @Nullable [] thrown) {
            if (method.equals(DROPPED)) {
                return null;
            }
            MethodVisitor next = super.visitMethod(access, method, descriptor, generic, thrown);
            return isPlumbing(access, method) || (access & Opcodes.ACC_ABSTRACT) != 0
                    ? next
                    : new MeteredMethod(Metering.this, this::bridged, next, access, method, descriptor);
        }

        private boolean isPlumbing(int access, String method) {
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            return switch (kind) {
                case MODEL -> !isStatic && !method.startsWith("lambda$");
                case LAMBDA -> PLUMBING.contains(method) || (access & Opcodes.ACC_BRIDGE) != 0;
                case METADATA -> true;
                default -> false;
            };
        }

        private Handle bridged(Handle target) {
            if (target.getTag() < Opcodes.H_INVOKEVIRTUAL || ofUnit(target.getOwner())) {
                return target;
            }
            Bridge bridge = new Bridge("bridge$" + bridges.size(), target);
            bridges.add(bridge);
            return new Handle(Opcodes.H_INVOKESTATIC, name, bridge.name(), bridge.descriptor(), isInterface);
        }

        @Override
        public void visitEnd() {
            bridges.forEach(this::write);
            super.visitEnd();
        }

        private void write(Bridge bridge) {
            int access = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
            MethodVisitor plain = super.visitMethod(access, bridge.name(), bridge.descriptor(), null, null);
            MethodVisitor metered =
                    new MeteredMethod(Metering.this, this::bridged, plain, access, bridge.name(), bridge.descriptor());
            GeneratorAdapter code = new GeneratorAdapter(metered, access, bridge.name(), bridge.descriptor());
            Handle target = bridge.target();
            code.visitCode();
            if (target.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                code.newInstance(Type.getObjectType(target.getOwner()));
                code.dup();
            }
            code.loadArgs();
            code.visitMethodInsn(
                    opcode(target.getTag()),
                    target.getOwner(),
                    target.getName(),
                    target.getDesc(),
                    target.isInterface());
            code.returnValue();
            code.endMethod();
        }

        private static int opcode(int tag) {
            return switch (tag) {
                case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                case Opcodes.H_NEWINVOKESPECIAL, Opcodes.H_INVOKESPECIAL -> Opcodes.INVOKESPECIAL;
                default -> Opcodes.INVOKEVIRTUAL;
            };
        }
    }
}

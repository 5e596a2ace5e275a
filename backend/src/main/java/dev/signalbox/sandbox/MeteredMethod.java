package dev.signalbox.sandbox;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.LocalVariablesSorter;

/**
 * Writes a method anew with what it uses counted: a step at its beginning, at every jump back, switch and handler; each
 * object and array before it is made; and each call of the JDK by the size of its operands, where {@link AllowList} says so.
 */
final class MeteredMethod extends LocalVariablesSorter {

    private static final String METER = Type.getInternalName(Meter.class);
    private static final String METERED = Type.getInternalName(Metered.class);

    /** Members that make as many digits as their number says. */
    private static final Set<String> DIGITS =
            Set.of("setScale", "movePointLeft", "movePointRight", "scaleByPowerOfTen", "divide");

    private final Metering metering;
    private final UnaryOperator<Handle> bridged;
    private final Set<Label> seen = new HashSet<>();
    private final Set<Label> handlers = new HashSet<>();
    private final Set<Integer> own = new HashSet<>();
    private String owed;

    MeteredMethod(
            Metering metering,
            UnaryOperator<Handle> bridged,
            MethodVisitor next,
            int access,
            String name,
            String descriptor) {
        super(Opcodes.ASM9, access, descriptor, next);
        this.metering = metering;
        this.bridged = bridged;
        this.owed = name.equals("<init>") ? "" : "step";
    }

    private void charge(String what, String descriptor) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, METER, what, descriptor, false);
    }

    /** A step that is owed since a label must come after the frame there, so it waits for the next instruction. */
    private void pay() {
        if (!owed.isEmpty()) {
            String what = owed;
            owed = "";
            charge(what, "()V");
        }
    }

    private void step() {
        pay();
        charge("step", "()V");
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        handlers.add(handler);
        super.visitTryCatchBlock(start, end, handler, type);
    }

    @Override
    public void visitLabel(Label label) {
        seen.add(label);
        if (handlers.contains(label)) {
            owed = "caught";
        }
        super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        pay();
        if (seen.contains(label)) {
            step();
        }
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
        step();
        super.visitTableSwitchInsn(min, max, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        step();
        super.visitLookupSwitchInsn(other, keys, labels);
    }

    @Override
    public void visitInsn(int opcode) {
        pay();
        super.visitInsn(opcode);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        pay();
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitLdcInsn(Object value) {
        pay();
        super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        pay();
        super.visitIincInsn(variable, increment);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        pay();
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        pay();
        if (opcode == Opcodes.NEWARRAY) {
            super.visitInsn(Opcodes.DUP);
            charge("array", "(I)V");
        }
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        pay();
        if (opcode == Opcodes.ANEWARRAY) {
            super.visitInsn(Opcodes.DUP);
            charge("array", "(I)V");
        } else if (opcode == Opcodes.NEW) {
            charge("object", "()V");
        }
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        pay();
        if (dimensions == 2) {
            super.visitInsn(Opcodes.DUP2);
            charge("array", "(II)V");
        }
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        pay();
        Object[] metered = arguments.clone();
        for (int i = 0; i < metered.length; i++) {
            if (metered[i] instanceof Handle handle) {
                metered[i] = bridged.apply(handle);
            }
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, metered);
        if (Type.getReturnType(descriptor).equals(Type.getType(String.class))) {
            super.visitInsn(Opcodes.DUP);
            charge("text", "(Ljava/lang/String;)V");
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        pay();
        if (metering.ofUnit(owner)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        Method instead = metering.replacement(opcode == Opcodes.INVOKESTATIC, owner, name, descriptor);
        if (instead != null) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, METERED, name, Type.getMethodDescriptor(instead), false);
            return;
        }
        AllowList.Cost cost = metering.cost(owner, name);
        if (cost != AllowList.Cost.NOTHING) {
            operands(opcode, name, descriptor, charge(cost));
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private static String charge(AllowList.Cost cost) {
        return switch (cost) {
            case LINEAR -> "operand";
            case SQUARE -> "square";
            default -> "held";
        };
    }

    /** What only one way through the code has set is nothing to the frames. */
    @Override
    protected void updateNewLocals(Object[] locals) {
        own.stream().filter(place -> place < locals.length).forEach(place -> locals[place] = Opcodes.TOP);
    }

    /** Takes the operands from the stack, and puts each back with its size told. */
    private void operands(int opcode, String name, String descriptor, String charge) {
        Type[] types = Type.getArgumentTypes(descriptor);
        int[] places = new int[types.length];
        for (int i = types.length - 1; i >= 0; i--) {
            places[i] = newLocal(types[i]);
            own.add(places[i]);
            mv.visitVarInsn(types[i].getOpcode(Opcodes.ISTORE), places[i]);
        }
        if (opcode != Opcodes.INVOKESTATIC && !name.equals("<init>")) {
            super.visitInsn(Opcodes.DUP);
            charge(charge, "(Ljava/lang/Object;)V");
        }
        for (int i = 0; i < types.length; i++) {
            mv.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), places[i]);
            if (types[i].getSort() == Type.OBJECT || types[i].getSort() == Type.ARRAY) {
                super.visitInsn(Opcodes.DUP);
                charge(charge, "(Ljava/lang/Object;)V");
            } else if (types[i].getSort() == Type.INT && name.equals("<init>")) {
                super.visitInsn(Opcodes.DUP);
                charge("array", "(I)V");
            } else if (types[i].getSort() == Type.INT && DIGITS.contains(name)) {
                super.visitInsn(Opcodes.DUP);
                charge("digits", "(I)V");
            }
        }
    }
}

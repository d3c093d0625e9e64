package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ObjIntConsumer;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

import io.quarkiverse.activities.deployment.ValueSources;

/**
 * Finds the places of a method that wait for a {@code Uni}. One that the stub of an activity returned is already done, so
 * waiting for it blocks nothing.
 */
final class UniAwaits {

    private static final String MUTINY = "io/smallrye/mutiny/";

    private final MethodNode method;
    private final Classes classes;
    private final ValueSources sources;

    private UniAwaits(ClassNode type, MethodNode method, Classes classes) throws AnalyzerException {
        this.method = method;
        this.classes = classes;
        sources = new ValueSources(type.name, method);
    }

    /** @param found takes the offence and its line */
    static void read(ClassNode type, MethodNode method, Classes classes, ObjIntConsumer<Offence> found) {
        UniAwaits awaits = null;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && call.owner.equals(MUTINY + "Uni") && call.name.equals("await")) {
                Offence offence;
                try {
                    awaits = awaits == null ? new UniAwaits(type, method, classes) : awaits;
                    offence = awaits.worst(call, 0, new HashSet<>());
                } catch (AnalyzerException | RuntimeException e) {
                    offence = Offence.UNKNOWN_UNI;
                }
                if (offence != null) {
                    found.accept(offence, Lines.of(call));
                }
            }
        }
    }

    private Offence worst(AbstractInsnNode user, int depth, Set<AbstractInsnNode> seen) {
        Offence worst = null;
        for (AbstractInsnNode source : sources.of(user, depth)) {
            Offence offence = seen.add(source) ? of(source, seen) : null;
            worst = offence == null || worst == Offence.BLOCKING_UNI ? worst : offence;
        }
        return worst;
    }

    private Offence of(AbstractInsnNode source, Set<AbstractInsnNode> seen) {
        if (source instanceof MethodInsnNode call) {
            boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
            if (!isStatic && classes.isActivity(call.owner)) {
                return null;
            }
            if (call.owner.startsWith(MUTINY)) {
                return isStatic ? Offence.BLOCKING_UNI : worst(call, Type.getArgumentTypes(call.desc).length, seen);
            }
            return classes.isApplication(call.owner) ? Offence.UNKNOWN_UNI : Offence.BLOCKING_UNI;
        }
        if (source.getOpcode() == Opcodes.CHECKCAST) {
            return worst(source, 0, seen);
        }
        // A variable of this method was stored by another source, except a parameter
        boolean copy = source instanceof VarInsnNode variable
                && (variable.getOpcode() == Opcodes.ASTORE || isStored(variable.var));
        return copy || source.getOpcode() == Opcodes.DUP ? null : Offence.UNKNOWN_UNI;
    }

    private boolean isStored(int variable) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof VarInsnNode store && store.getOpcode() == Opcodes.ASTORE && store.var == variable) {
                return true;
            }
        }
        return false;
    }
}

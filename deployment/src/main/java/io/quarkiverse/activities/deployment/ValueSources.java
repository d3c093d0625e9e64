package io.quarkiverse.activities.deployment;

import java.util.HashSet;
import java.util.Set;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Where the operands of the instructions of one method come from, within this method. */
public final class ValueSources {

    private final MethodNode method;
    private final Frame<SourceValue>[] frames;

    /** @param owner the internal name of the class of the method */
    public ValueSources(String owner, MethodNode method) throws AnalyzerException {
        this.method = method;
        frames = new Analyzer<>(new Copies()).analyze(owner, method);
    }

    /**
     * {@return the instructions that produced an operand, and those that copied it} Empty if the instruction is never reached.
     *
     * @param depth 0 for the last operand
     */
    public Set<AbstractInsnNode> of(AbstractInsnNode instruction, int depth) {
        Frame<SourceValue> frame = frames[method.instructions.indexOf(instruction)];
        return frame == null ? Set.of() : frame.getStack(frame.getStackSize() - 1 - depth).insns;
    }

    /** Keeps the instructions that have copied a value, because a local variable may have a generic type. */
    private static final class Copies extends SourceInterpreter {

        Copies() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            Set<AbstractInsnNode> producers = new HashSet<>(value.insns);
            producers.add(instruction);
            return new SourceValue(value.getSize(), producers);
        }
    }
}

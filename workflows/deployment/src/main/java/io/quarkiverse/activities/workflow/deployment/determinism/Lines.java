package io.quarkiverse.activities.workflow.deployment.determinism;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** The lines of the source code. */
final class Lines {

    private Lines() {
    }

    /** {@return the line of an instruction, or 0 if it is not known} */
    static int of(AbstractInsnNode instruction) {
        for (AbstractInsnNode current = instruction; current != null; current = current.getPrevious()) {
            if (current instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    /** {@return the first line of a method, or 0 if it is not known} */
    static int first(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}

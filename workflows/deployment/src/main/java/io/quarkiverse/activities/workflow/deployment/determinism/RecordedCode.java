package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jboss.logging.Logger;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

import io.quarkiverse.activities.deployment.ValueSources;
import io.quarkiverse.activities.workflow.WorkflowContext;

/**
 * Finds the lambdas and objects that are only passed to a step or a side effect, also through helper methods. Their code runs
 * once and its result is recorded, so it may do anything.
 */
final class RecordedCode {

    private static final Set<String> STEPS = Set.of("step", "localStep", "transactionalStep");
    private static final Logger LOG = Logger.getLogger(RecordedCode.class);
    private static final String API = Type.getInternalName(WorkflowContext.class).replaceFirst("[^/]+$", "");
    private static final Set<String> FUNCTIONS = Set.of("java/util/concurrent/Callable", "java/lang/Runnable",
            "java/util/function/Supplier");

    private final Classes classes;
    private final Map<MethodKey, Set<Integer>> parameters = new HashMap<>();

    RecordedCode(Classes classes) {
        this.classes = classes;
    }

    /** {@return the instructions of a method that create such an object} */
    Set<AbstractInsnNode> in(ClassNode type, MethodNode method) {
        Set<AbstractInsnNode> found = new HashSet<>();
        ValueSources sources = null;
        for (AbstractInsnNode instruction : method.instructions) {
            if (!(instruction instanceof MethodInsnNode call) || call.desc.startsWith("()")) {
                continue;
            }
            Type[] types = Type.getArgumentTypes(call.desc);
            for (int i = 0; i < types.length; i++) {
                if (isFunction(types[i]) && records(call, i)) {
                    try {
                        sources = sources == null ? new ValueSources(type.name, method) : sources;
                        add(sources, call, types.length - 1 - i, found);
                    } catch (AnalyzerException | RuntimeException e) {
                        LOG.debugf(e, "The data flow of %s.%s could not be analyzed", type.name, method.name);
                        return Set.of();
                    }
                }
            }
        }
        if (sources != null) {
            removeOtherwiseUsed(method, sources, found);
        }
        return found;
    }

    /** Removes what the method also uses in another way, such as by calling it. */
    private void removeOtherwiseUsed(MethodNode method, ValueSources sources, Set<AbstractInsnNode> found) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && !call.name.equals("<init>")) {
                Type[] types = Type.getArgumentTypes(call.desc);
                int operands = types.length + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
                for (int depth = 0; depth < operands; depth++) {
                    int parameter = types.length - 1 - depth;
                    if (parameter < 0 || !isFunction(types[parameter]) || !records(call, parameter)) {
                        found.removeAll(sources.of(call, depth));
                    }
                }
            }
        }
    }

    private static boolean isFunction(Type type) {
        return type.getSort() == Type.OBJECT && FUNCTIONS.contains(type.getInternalName());
    }

    private static void add(ValueSources sources, AbstractInsnNode user, int depth, Set<AbstractInsnNode> found) {
        for (AbstractInsnNode source : sources.of(user, depth)) {
            if (found.add(source)) {
                if (source instanceof InvokeDynamicInsnNode lambda) {
                    // The recorded code uses the values that the lambda captures
                    for (int i = 0; i < Type.getArgumentTypes(lambda.desc).length; i++) {
                        add(sources, lambda, i, found);
                    }
                } else if (source.getOpcode() == Opcodes.CHECKCAST) {
                    add(sources, source, 0, found);
                }
            }
        }
    }

    private boolean records(MethodInsnNode call, int parameter) {
        if (call.owner.startsWith(API) && call.owner.indexOf('/', API.length()) < 0
                && (STEPS.contains(call.name) || call.name.startsWith("sideEffect"))) {
            return true;
        }
        return classes.isApplication(call.owner)
                && recordedParameters(classes.resolve(call.owner, call.name, call.desc)).contains(parameter);
    }

    /** {@return the parameters that a method only passes to a step or a side effect} */
    private Set<Integer> recordedParameters(MethodKey key) {
        Set<Integer> known = parameters.putIfAbsent(key, Set.of());
        MethodNode method = known != null ? null : classes.read(key);
        if (method == null || method.instructions.size() == 0) {
            return known == null ? Set.of() : known;
        }
        Set<AbstractInsnNode> recorded = in(classes.read(key.owner()), method);
        Set<Integer> found = new HashSet<>();
        int slot = (method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        Type[] types = Type.getArgumentTypes(method.desc);
        for (int i = 0; i < types.length; i++) {
            if (isOnlyRecorded(method, slot, recorded)) {
                found.add(i);
            }
            slot += types[i].getSize();
        }
        parameters.put(key, found);
        return found;
    }

    private static boolean isOnlyRecorded(MethodNode method, int slot, Set<AbstractInsnNode> recorded) {
        boolean used = false;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof VarInsnNode variable && variable.var == slot) {
                if (!recorded.contains(variable)) {
                    return false;
                }
                used = true;
            }
        }
        return used;
    }
}

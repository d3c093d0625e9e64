package io.quarkiverse.activities.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.logging.Logger;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Finds the types of payloads in the calls of {@link PayloadMethods}, from the bytecode of the callers. It sees what a method
 * itself creates, loads or names. It does not follow a value into other methods.
 */
final class PayloadCallScanner {

    private static final Logger LOG = Logger.getLogger(PayloadCallScanner.class);
    private static final List<String> ENGINE = List.of("io.quarkiverse.activities.runtime.",
            "io.quarkiverse.activities.workflow.runtime.");

    private final PayloadMethods methods;
    private final IndexView index;
    private final ClassFiles files;
    private final Map<String, String> found = new TreeMap<>();

    PayloadCallScanner(PayloadMethods methods, IndexView index, ClassFiles files) {
        this.methods = methods;
        this.index = index;
        this.files = files;
    }

    /**
     * {@return the names of the types, except those of the JDK, each with {@code class#method} of a call that uses it}
     */
    Map<String, String> scan() {
        Set<DotName> callers = new TreeSet<>();
        methods.owners().forEach(owner -> index.getKnownUsers(owner).forEach(user -> callers.add(user.name())));
        for (DotName caller : callers) {
            String name = caller.toString();
            ClassNode type = ENGINE.stream().anyMatch(name::startsWith) ? null : files.read(name.replace('.', '/'));
            if (type != null) {
                scan(type);
            }
        }
        return found;
    }

    private void scan(ClassNode type) {
        try {
            for (MethodNode method : type.methods) {
                scan(type, method);
            }
        } catch (AnalyzerException | RuntimeException e) {
            LOG.debugf(e, "The calls in %s could not be analyzed. Types of its payloads may need @RegisterForReflection",
                    type.name);
        }
    }

    private void scan(ClassNode type, MethodNode method) throws AnalyzerException {
        OperandTypes operands = null;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && methods.contains(call.owner, call.name, call.desc)) {
                operands = operands == null ? new OperandTypes(type.name, method, index) : operands;
                Type[] parameters = Type.getArgumentTypes(call.desc);
                for (int i = 0; i < parameters.length; i++) {
                    if (PayloadMethods.isPayload(parameters[i])) {
                        add(operands.of(call, parameters.length - 1 - i), type, method);
                    }
                }
            } else if (instruction instanceof InvokeDynamicInsnNode lambda) {
                add(referenced(lambda), type, method);
            }
        }
    }

    /** {@return the types of a method reference, such as {@code context::heartbeat} as a {@code Consumer<Progress>}} */
    private Set<String> referenced(InvokeDynamicInsnNode lambda) {
        TypeNames names = new TypeNames(index);
        if (lambda.bsmArgs.length > 2 && lambda.bsmArgs[1] instanceof Handle method
                && lambda.bsmArgs[2] instanceof Type function
                && methods.contains(method.getOwner(), method.getName(), method.getDesc())) {
            for (Type parameter : function.getArgumentTypes()) {
                names.add(parameter);
            }
        }
        return names.found();
    }

    private void add(Set<String> names, ClassNode type, MethodNode method) {
        names.forEach(name -> found.putIfAbsent(name, type.name.replace('/', '.') + "#" + method.name));
    }
}

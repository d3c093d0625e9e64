package io.quarkiverse.activities.deployment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.logging.Logger;
import org.objectweb.asm.ClassReader;
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
    private static final String ENGINE = "io.quarkiverse.activities.runtime.";

    private final IndexView index;
    private final Function<String, byte[]> bytecode;
    private final Map<String, String> found = new TreeMap<>();

    /** @param bytecode returns the bytecode of the class with that name, or null if it is not known */
    PayloadCallScanner(IndexView index, Function<String, byte[]> bytecode) {
        this.index = index;
        this.bytecode = bytecode;
    }

    /**
     * {@return the names of the types, except those of the JDK, each with {@code class#method} of a call that uses it}
     */
    Map<String, String> scan() {
        Set<DotName> callers = new TreeSet<>();
        PayloadMethods.owners().forEach(owner -> index.getKnownUsers(owner).forEach(user -> callers.add(user.name())));
        for (DotName caller : callers) {
            String name = caller.toString();
            byte[] code = name.startsWith(ENGINE) ? null : bytecode.apply(name);
            if (code != null) {
                scan(name, code);
            }
        }
        return found;
    }

    private void scan(String name, byte[] code) {
        ClassNode type = new ClassNode();
        try {
            new ClassReader(code).accept(type, ClassReader.SKIP_FRAMES);
            for (MethodNode method : type.methods) {
                scan(type, method);
            }
        } catch (AnalyzerException | RuntimeException e) {
            // Such as a class file that is newer than ASM
            LOG.debugf(e, "The calls in %s could not be analyzed. Types of its payloads may need @RegisterForReflection", name);
        }
    }

    private void scan(ClassNode type, MethodNode method) throws AnalyzerException {
        OperandTypes operands = null;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && PayloadMethods.contains(call.owner, call.name, call.desc)) {
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
                && PayloadMethods.contains(method.getOwner(), method.getName(), method.getDesc())) {
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

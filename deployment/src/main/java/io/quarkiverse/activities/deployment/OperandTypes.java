package io.quarkiverse.activities.deployment;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * The classes that the operands of the instructions of one method can have. Goes back to the instructions that produced an
 * operand, and collects what these create, load or name. A class constant stands for its class, a {@code TypeLiteral} for its
 * type argument, an array and a collection of the JDK for its elements.
 */
final class OperandTypes {

    private static final String COLLECTIONS = "java/util/";

    private final String owner;
    private final MethodNode method;
    private final IndexView index;
    private final ValueSources sources;

    OperandTypes(String owner, MethodNode method, IndexView index) throws AnalyzerException {
        this.owner = owner;
        this.method = method;
        this.index = index;
        sources = new ValueSources(owner, method);
    }

    /** {@return the names of the classes of an operand, without those of the JDK} {@code depth} is 0 for the last operand. */
    Set<String> of(AbstractInsnNode instruction, int depth) {
        Search search = new Search();
        search.operand(instruction, depth);
        return search.names.found();
    }

    private final class Search {

        private final TypeNames names = new TypeNames(index);
        private final Set<AbstractInsnNode> visited = Collections.newSetFromMap(new IdentityHashMap<>());

        private void operand(AbstractInsnNode instruction, int depth) {
            sources.of(instruction, depth).stream().filter(visited::add).forEach(this::producer);
        }

        private void producer(AbstractInsnNode instruction) {
            if (instruction instanceof LdcInsnNode constant && constant.cst instanceof Type type) {
                names.add(type);
            } else if (instruction instanceof TypeInsnNode created) {
                names.add(Type.getObjectType(created.desc));
                if (created.getOpcode() == Opcodes.ANEWARRAY || created.desc.startsWith(COLLECTIONS)) {
                    contents(created);
                }
            } else if (instruction instanceof MultiANewArrayInsnNode created) {
                names.add(Type.getType(created.desc));
            } else if (instruction.getOpcode() == Opcodes.AALOAD) {
                operand(instruction, 1);
            } else if (instruction.getOpcode() == Opcodes.ALOAD) {
                local((VarInsnNode) instruction);
            } else if (instruction instanceof FieldInsnNode field) {
                names.add(Type.getType(field.desc));
                addDeclared(field.owner, type -> {
                    FieldInfo info = type.field(field.name);
                    return info == null ? null : info.type();
                });
            } else if (instruction instanceof MethodInsnNode call) {
                returned(call);
            }
        }

        /** Adds what is stored into an array, such as variable arguments, or passed to methods of a collection. */
        private void contents(TypeInsnNode container) {
            for (AbstractInsnNode instruction : method.instructions) {
                int stored = 0;
                if (instruction.getOpcode() == Opcodes.AASTORE && isStoredIn(container, instruction, 2)) {
                    stored = 1;
                } else if (instruction instanceof MethodInsnNode call && call.owner.startsWith(COLLECTIONS)
                        && call.getOpcode() != Opcodes.INVOKESTATIC) {
                    int arguments = Type.getArgumentTypes(call.desc).length;
                    stored = isStoredIn(container, call, arguments) ? arguments : 0;
                }
                for (int depth = 0; depth < stored; depth++) {
                    operand(instruction, depth);
                }
            }
        }

        private boolean isStoredIn(TypeInsnNode container, AbstractInsnNode instruction, int depth) {
            return sources.of(instruction, depth).contains(container);
        }

        private void local(VarInsnNode load) {
            int position = method.instructions.indexOf(load);
            if (method.localVariables != null) {
                for (LocalVariableNode local : method.localVariables) {
                    if (local.index == load.var && method.instructions.indexOf(local.start) <= position
                            && position < method.instructions.indexOf(local.end)) {
                        names.add(Type.getType(local.desc));
                        if (local.signature != null) {
                            names.addSignature(local.signature);
                        }
                        return;
                    }
                }
            }
            // Without debug information, parameters have only the types of the descriptor
            int slot = 0;
            if ((method.access & Opcodes.ACC_STATIC) == 0) {
                if (load.var == slot++) {
                    names.add(Type.getObjectType(owner));
                }
            }
            for (Type parameter : Type.getArgumentTypes(method.desc)) {
                if (load.var == slot) {
                    names.add(parameter);
                }
                slot += parameter.getSize();
            }
        }

        private void returned(MethodInsnNode call) {
            boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
            int arguments = Type.getArgumentTypes(call.desc).length;
            boolean ofReceiver = !isStatic && arguments == 0 && (call.name.equals("getClass") || call.name.equals("getType"));
            // Such as List.of(order), orders.get(0) and Optional.orElse(order)
            if (ofReceiver || call.owner.startsWith(COLLECTIONS)) {
                for (int depth = 0; depth < arguments + (isStatic ? 0 : 1); depth++) {
                    operand(call, depth);
                }
            }
            names.add(Type.getReturnType(call.desc));
            addDeclared(call.owner, type -> type.methods().stream()
                    .filter(method -> method.name().equals(call.name) && method.descriptor().equals(call.desc)).findFirst()
                    .map(MethodInfo::returnType).orElse(null));
        }

        /**
         * Adds the generic type of a member, if the index contains it.
         *
         * @param target the class that an instruction names, which may inherit the member
         * @param member returns the type of the member if a class declares it, otherwise null
         */
        private void addDeclared(String target, Function<ClassInfo, org.jboss.jandex.Type> member) {
            ClassInfo start = index.getClassByName(DotName.createSimple(target.replace('/', '.')));
            if (start == null) {
                return;
            }
            Hierarchy hierarchy = new Hierarchy(start, index);
            for (ClassInfo type : hierarchy.classes()) {
                org.jboss.jandex.Type generic = member.apply(type);
                if (generic != null) {
                    names.add(hierarchy.resolve(generic, type.name()));
                    return;
                }
            }
        }
    }
}

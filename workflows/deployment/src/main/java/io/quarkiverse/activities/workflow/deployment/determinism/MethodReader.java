package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

import io.quarkiverse.activities.workflow.deployment.determinism.MethodFacts.Call;
import io.quarkiverse.activities.workflow.deployment.determinism.MethodFacts.Deed;

/** Reads one method: what it does by itself, and what it calls. */
final class MethodReader {

    /** Types of constants whose content changes. */
    private static final Set<String> CHANGING = Set.of("Ljava/util/concurrent/atomic/AtomicInteger;",
            "Ljava/util/concurrent/atomic/AtomicLong;", "Ljava/util/concurrent/atomic/AtomicBoolean;",
            "Ljava/util/concurrent/atomic/AtomicReference;", "Ljava/util/concurrent/atomic/LongAdder;",
            "Ljava/util/concurrent/ConcurrentHashMap;", "Ljava/util/concurrent/ConcurrentMap;");

    private final Classes classes;
    private final RecordedCode recorded;
    private final ClassNode type;
    private final boolean application;
    private final List<Call> calls = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private Set<AbstractInsnNode> notReplayed = Set.of();
    private int line;

    private MethodReader(Classes classes, RecordedCode recorded, ClassNode type) {
        this.classes = classes;
        this.recorded = recorded;
        this.type = type;
        application = classes.isApplication(type.name);
    }

    static MethodFacts read(MethodKey key, Classes classes, RecordedCode recorded) {
        ClassNode type = classes.read(key.owner());
        if (type == null) {
            return MethodFacts.NONE;
        }
        boolean initializer = key.name().equals(MethodKey.INITIALIZER);
        MethodNode method = classes.read(initializer ? new MethodKey(key.owner(), key.name(), "()V") : key);
        if (method == null) {
            return MethodFacts.NONE;
        }
        MethodReader reader = new MethodReader(classes, recorded, type);
        reader.read(method, initializer ? key.descriptor() : null);
        return new MethodFacts(List.copyOf(reader.calls), List.copyOf(reader.deeds));
    }

    /** @param field the static field to read the initializer of, or null for the whole method */
    private void read(MethodNode method, String field) {
        if (application) {
            notReplayed = recorded.in(type, method);
            if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                deeds.add(new Deed(Offence.LOCKS, "synchronized", Lines.first(method)));
            }
            if (classes.hasTables(type)) {
                HashOrder.read(type, method, (what, at) -> deeds.add(new Deed(Offence.HASH_ORDER, what, at)));
            }
            UniAwaits.read(type, method, classes, (offence, at) -> deeds.add(new Deed(offence, "Uni.await()", at)));
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (field != null && instruction instanceof FieldInsnNode store && store.getOpcode() == Opcodes.PUTSTATIC
                    && store.owner.equals(type.name)) {
                if (store.name.equals(field)) {
                    return;
                }
                // These instructions were for another field
                calls.clear();
                deeds.clear();
            } else {
                read(instruction);
            }
        }
    }

    private void read(AbstractInsnNode instruction) {
        if (instruction instanceof LineNumberNode number) {
            line = number.line;
        } else if (notReplayed.contains(instruction)) {
            return;
        } else if (instruction instanceof MethodInsnNode call) {
            boolean direct = call.getOpcode() == Opcodes.INVOKESTATIC || call.getOpcode() == Opcodes.INVOKESPECIAL;
            call(call.owner, call.name, call.desc, direct, call.getOpcode() == Opcodes.INVOKESTATIC);
        } else if (instruction instanceof InvokeDynamicInsnNode lambda) {
            if (lambda.bsmArgs.length > 1 && lambda.bsmArgs[1] instanceof Handle body
                    && lambda.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                boolean virtual = body.getTag() == Opcodes.H_INVOKEVIRTUAL || body.getTag() == Opcodes.H_INVOKEINTERFACE;
                if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                    created(body.getOwner());
                }
                call(body.getOwner(), body.getName(), body.getDesc(), !virtual, body.getTag() == Opcodes.H_INVOKESTATIC);
            }
        } else if (instruction instanceof FieldInsnNode access && (access.getOpcode() == Opcodes.GETSTATIC
                || access.getOpcode() == Opcodes.PUTSTATIC)) {
            staticField(access);
        } else if (instruction instanceof TypeInsnNode creation && creation.getOpcode() == Opcodes.NEW) {
            created(creation.desc);
        } else if (instruction.getOpcode() == Opcodes.MONITORENTER && application) {
            deeds.add(new Deed(Offence.LOCKS, "synchronized", line));
        }
    }

    private void call(String owner, String name, String descriptor, boolean direct, boolean isStatic) {
        if (classes.isPlatform(owner)) {
            platformCall(owner, name, descriptor);
            return;
        }
        boolean constructor = name.equals("<init>");
        if (!isStatic && !constructor && classes.isActivity(owner)) {
            return; // The call of a stub
        }
        if (classes.isRestClient(owner)) {
            deed(Offence.REMOTE, owner, name);
            return;
        }
        MethodKey target = classes.resolve(owner, name, descriptor);
        if (classes.isPlatform(target.owner())) {
            platformCall(target.owner(), name, descriptor);
            return;
        }
        MethodNode method = classes.read(target);
        if (method == null || classes.isVouched(target)) {
            return;
        }
        Set<MethodKey> others = direct || !application || !classes.isApplication(owner)
                || (method.access & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0 ? Set.of()
                        : classes.implementations(owner, target);
        boolean isAbstract = (method.access & Opcodes.ACC_ABSTRACT) != 0;
        boolean certain = others.size() + (isAbstract ? 0 : 1) == 1;
        if (!isAbstract) {
            calls.add(new Call(target, line, certain));
        }
        others.stream().filter(other -> !classes.isVouched(other)).forEach(other -> calls.add(new Call(other, line, certain)));
    }

    private void platformCall(String owner, String name, String descriptor) {
        Offence offence = ForbiddenCalls.of(owner, name, descriptor);
        if (offence != null) {
            deed(offence, owner, name);
        }
    }

    private void deed(Offence offence, String owner, String name) {
        if (application || offence.countsInLibraries()) {
            String simple = MethodKey.simple(owner);
            deeds.add(new Deed(offence, name.equals("<init>") ? "new " + simple + "()" : simple + "." + name + "()", line));
        }
    }

    private void created(String created) {
        if (application && classes.isApplication(created)) {
            if (classes.isActivity(created)) {
                deeds.add(new Deed(Offence.ACTIVITY, "new " + MethodKey.simple(created) + "()", line));
            }
            classes.callbacks(created).stream().filter(method -> !classes.isVouched(method))
                    .forEach(method -> calls.add(new Call(method, line, false)));
        }
    }

    private void staticField(FieldInsnNode access) {
        if (access.owner.equals("java/lang/System") && application) {
            deeds.add(
                    new Deed(access.name.equals("in") ? Offence.INPUT_OUTPUT : Offence.OUTPUT, "System." + access.name, line));
        }
        Map.Entry<ClassNode, FieldNode> found = classes.isPlatform(access.owner) ? null
                : classes.field(access.owner, access.name);
        if (found == null || classes.isPlatform(found.getKey().name)) {
            return;
        }
        FieldNode field = found.getValue();
        MethodKey initializer = new MethodKey(found.getKey().name, MethodKey.INITIALIZER, access.name);
        if ((field.access & Opcodes.ACC_SYNTHETIC) != 0 || classes.isVouched(initializer)) {
            return;
        }
        boolean changing = (field.access & Opcodes.ACC_FINAL) == 0 || CHANGING.contains(field.desc);
        if (changing && application && classes.isApplication(found.getKey().name)) {
            deeds.add(new Deed(Offence.STATIC_STATE, MethodKey.simple(found.getKey().name) + "." + access.name, line));
        } else if (access.getOpcode() == Opcodes.GETSTATIC) {
            calls.add(new Call(initializer, line, true));
        }
    }
}

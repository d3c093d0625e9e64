package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ObjIntConsumer;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

import io.quarkiverse.activities.deployment.ValueSources;

/** Finds the places of a method that use the order of a hash table, as far as its class shows what the collection is. */
final class HashOrder {

    private static final Set<String> TABLES = Set.of("java/util/HashMap", "java/util/HashSet", "java/util/IdentityHashMap",
            "java/util/WeakHashMap", "java/util/Hashtable", "java/util/concurrent/ConcurrentHashMap");
    private static final Set<String> FACTORIES = Set.of("java/util/Set", "java/util/Map", "java/util/stream/Collectors");
    private static final Set<String> VIEWS = Set.of("entrySet", "keySet", "values");
    private static final Set<String> ORDERED = Set.of("iterator", "forEach", "stream", "toArray");
    private static final Set<String> COPIES = Set.of("java/util/ArrayList", "java/util/LinkedList", "java/util/LinkedHashSet",
            "java/util/LinkedHashMap", "java/util/ArrayDeque");
    /** Later operations of a stream that make the order irrelevant. */
    private static final Set<String> WITHOUT_ORDER = Set.of("sorted", "anyMatch", "allMatch", "noneMatch", "count", "sum",
            "max",
            "min", "average", "summaryStatistics");
    private static final Set<String> UNORDERED_COLLECTORS = Set.of("toSet", "toUnmodifiableSet", "toMap", "toUnmodifiableMap",
            "counting", "summingInt", "summingLong", "averagingInt", "averagingLong", "maxBy", "minBy");

    private final ClassNode type;
    private final MethodNode method;
    private final ValueSources sources;

    private HashOrder(ClassNode type, MethodNode method) throws AnalyzerException {
        this.type = type;
        this.method = method;
        sources = new ValueSources(type.name, method);
    }

    /** @param found takes the call and its line */
    static void read(ClassNode type, MethodNode method, ObjIntConsumer<String> found) {
        HashOrder order = null;
        Set<AbstractInsnNode> irrelevant = null;
        try {
            for (AbstractInsnNode instruction : method.instructions) {
                int depth = instruction instanceof MethodInsnNode call ? collection(call) : -1;
                if (depth < 0) {
                    continue;
                }
                if (order == null) {
                    order = new HashOrder(type, method);
                    irrelevant = order.irrelevant();
                }
                if (!irrelevant.contains(instruction) && order.isTable(instruction, depth, new HashSet<>())) {
                    MethodInsnNode call = (MethodInsnNode) instruction;
                    String owner = MethodKey.simple(call.owner);
                    found.accept(call.name.equals("<init>") ? "new " + owner + "(…)" : owner + "." + call.name + "()",
                            Lines.of(call));
                }
            }
        } catch (AnalyzerException | RuntimeException e) {
            // Without data flow there is nothing to warn of
            return;
        }
    }

    /** {@return whether the class names a hash table at all} Most do not, and need no {@link #read}. */
    static boolean hasTables(ClassNode type) {
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof TypeInsnNode created && TABLES.contains(created.desc)
                        || instruction instanceof FieldInsnNode field
                                && TABLES.contains(Type.getType(field.desc).getInternalName())
                        || instruction instanceof MethodInsnNode call && call.getOpcode() == Opcodes.INVOKESTATIC
                                && FACTORIES.contains(call.owner)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return where on the stack the collection is whose order the call uses, or -1} */
    private static int collection(MethodInsnNode call) {
        if (!call.owner.startsWith("java/util/") && !call.owner.equals("java/lang/Iterable")) {
            return -1;
        }
        if (call.name.equals("<init>")) {
            return COPIES.contains(call.owner) && (call.desc.equals("(Ljava/util/Collection;)V")
                    || call.desc.equals("(Ljava/util/Map;)V")) ? 0 : -1;
        }
        if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            return call.owner.equals("java/util/List") && call.name.equals("copyOf") ? 0 : -1;
        }
        return ORDERED.contains(call.name) && !call.owner.startsWith("java/util/stream/")
                ? Type.getArgumentTypes(call.desc).length
                : -1;
    }

    private boolean isTable(AbstractInsnNode user, int depth, Set<AbstractInsnNode> seen) {
        for (AbstractInsnNode source : sources.of(user, depth)) {
            if (seen.add(source) && isTableSource(source, seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTableSource(AbstractInsnNode source, Set<AbstractInsnNode> seen) {
        if (source instanceof TypeInsnNode typed) {
            return typed.getOpcode() == Opcodes.NEW ? TABLES.contains(typed.desc)
                    : typed.getOpcode() == Opcodes.CHECKCAST && isTable(source, 0, seen);
        }
        if (source instanceof FieldInsnNode field && (field.getOpcode() == Opcodes.GETFIELD
                || field.getOpcode() == Opcodes.GETSTATIC)) {
            return TABLES.contains(Type.getType(field.desc).getInternalName()) || isTableField(field);
        }
        if (!(source instanceof MethodInsnNode call)) {
            return false;
        }
        int arguments = Type.getArgumentTypes(call.desc).length;
        if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            boolean set = call.owner.equals("java/util/Set");
            boolean several = arguments > (set ? 1 : 2) || call.desc.startsWith("([") || call.name.equals("copyOf");
            return (set || call.owner.equals("java/util/Map")) && several && !call.name.equals("entry");
        }
        if (call.owner.startsWith("java/util/stream/") && call.name.equals("collect") && arguments == 1) {
            return collector(call, Set.of("toSet", "toUnmodifiableSet", "toMap", "toUnmodifiableMap", "groupingBy"), 3);
        }
        return call.owner.startsWith("java/util/") && VIEWS.contains(call.name) && isTable(call, 0, seen);
    }

    /** {@return whether the argument of {@code collect} is one of these collectors}, which take a factory for another map */
    private boolean collector(MethodInsnNode collect, Set<String> names, int maximumArguments) {
        return sources.of(collect, 0).stream().anyMatch(source -> source instanceof MethodInsnNode collector
                && collector.owner.equals("java/util/stream/Collectors") && names.contains(collector.name)
                && Type.getArgumentTypes(collector.desc).length <= maximumArguments
                && !collector.desc.contains("Supplier;"));
    }

    /** {@return whether this class stores a hash table in a field of its own} */
    private boolean isTableField(FieldInsnNode field) {
        if (!field.owner.equals(type.name) || !field.desc.startsWith("Ljava/util/")) {
            return false;
        }
        for (MethodNode other : type.methods) {
            for (AbstractInsnNode instruction : other.instructions) {
                if (instruction instanceof FieldInsnNode store && store.name.equals(field.name)
                        && store.owner.equals(type.name)
                        && (store.getOpcode() == Opcodes.PUTFIELD || store.getOpcode() == Opcodes.PUTSTATIC)) {
                    try {
                        HashOrder writer = other == method ? this : new HashOrder(type, other);
                        // Fields of fields are not followed, so this ends
                        if (writer.sources.of(store, 0).stream().anyMatch(source -> !(source instanceof FieldInsnNode)
                                && writer.isTableSource(source, new HashSet<>()))) {
                            return true;
                        }
                    } catch (AnalyzerException e) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    /** {@return the calls of {@code stream()} whose stream forgets the order} */
    private Set<AbstractInsnNode> irrelevant() {
        Set<AbstractInsnNode> found = new HashSet<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && call.owner.startsWith("java/util/stream/")
                    && (WITHOUT_ORDER.contains(call.name)
                            || call.name.equals("collect") && collector(call, UNORDERED_COLLECTORS, 4))) {
                addReceivers(call, found);
            }
        }
        return found;
    }

    private void addReceivers(MethodInsnNode call, Set<AbstractInsnNode> found) {
        if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            for (AbstractInsnNode source : sources.of(call, Type.getArgumentTypes(call.desc).length)) {
                if (source instanceof MethodInsnNode receiver && found.add(receiver)) {
                    addReceivers(receiver, found);
                }
            }
        }
    }
}

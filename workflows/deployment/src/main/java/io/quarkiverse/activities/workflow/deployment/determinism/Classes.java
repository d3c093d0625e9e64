package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

import io.quarkiverse.activities.deployment.ClassFiles;
import io.quarkiverse.activities.workflow.Deterministic;

/** The classes that the walk meets: of the application, of its libraries and of the platform. */
final class Classes {

    /** More implementations than these are not followed. */
    private static final int MAX_IMPLEMENTATIONS = 50;
    private static final String VOUCHED = Type.getDescriptor(Deterministic.class);
    private static final String REST_CLIENT = "Lorg/eclipse/microprofile/rest/client/inject/RegisterRestClient;";
    private static final Set<String> OF_OBJECT = Set.of("toString()Ljava/lang/String;", "finalize()V",
            "clone()Ljava/lang/Object;");

    private final ClassFiles files;
    private final IndexView index;
    private final Scope scope;
    // Asked for each call, so the answers are kept
    private final Map<String, List<MethodKey>> callbacks = new HashMap<>();
    private final Map<String, Boolean> platform = new HashMap<>();
    private final Map<MethodKey, MethodKey> resolved = new HashMap<>();
    private final Map<MethodKey, Boolean> vouched = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Map<String, Boolean> tables = new HashMap<>();

    /**
     * Questions about classes of the application. Each takes a class name with dots.
     *
     * @param application whether the application consists of the class
     * @param activity whether workflows have stubs of it
     * @param bean whether it is a CDI bean, which workflow code cannot have
     * @param vouched whether the application has vouched for the class
     */
    record Scope(Predicate<String> application, Predicate<String> activity, Predicate<String> bean, Predicate<String> vouched) {
    }

    Classes(ClassFiles files, IndexView index, Scope scope) {
        this.files = files;
        this.index = index;
        this.scope = scope;
    }

    boolean isApplication(String owner) {
        return scope.application.test(dots(owner));
    }

    /** {@return whether only the names of its methods count} */
    boolean isPlatform(String owner) {
        return platform.computeIfAbsent(owner,
                name -> name.startsWith("[") || ForbiddenCalls.isPlatform(name) && !isApplication(name));
    }

    boolean isActivity(String owner) {
        return scope.activity.test(dots(owner));
    }

    boolean isRestClient(String owner) {
        ClassNode type = files.read(owner);
        return type != null && has(type.visibleAnnotations, REST_CLIENT);
    }

    ClassNode read(String owner) {
        return files.read(owner);
    }

    MethodNode read(MethodKey key) {
        ClassNode type = files.read(key.owner());
        return type == null ? null : method(type, key.name(), key.descriptor());
    }

    private static MethodNode method(ClassNode type, String name, String descriptor) {
        for (MethodNode method : type.methods) {
            if (method.name.equals(name) && method.desc.equals(descriptor)) {
                return method;
            }
        }
        return null;
    }

    /** {@return whether the class names a hash table at all} */
    boolean hasTables(ClassNode type) {
        return tables.computeIfAbsent(type.name, name -> HashOrder.hasTables(type));
    }

    /** {@return the method that a call means: it may be inherited} */
    MethodKey resolve(String owner, String name, String descriptor) {
        return resolved.computeIfAbsent(new MethodKey(owner, name, descriptor), this::findDeclared);
    }

    private MethodKey findDeclared(MethodKey called) {
        ClassNode start = files.read(called.owner());
        if (start == null || method(start, called.name(), called.descriptor()) != null) {
            return called;
        }
        for (ClassNode type : supertypes(called.owner())) {
            if (method(type, called.name(), called.descriptor()) != null) {
                return new MethodKey(type.name, called.name(), called.descriptor());
            }
        }
        return called;
    }

    /** {@return the field that an instruction means, or null}, with its class */
    Map.Entry<ClassNode, FieldNode> field(String owner, String name) {
        for (ClassNode type : supertypes(owner)) {
            for (FieldNode field : type.fields) {
                if (field.name.equals(name)) {
                    return Map.entry(type, field);
                }
            }
        }
        return null;
    }

    /** {@return the class, its superclasses and then their interfaces, as far as they are known} */
    private Iterable<ClassNode> supertypes(String owner) {
        Map<String, ClassNode> all = new LinkedHashMap<>();
        for (ClassNode type = files.read(owner); type != null; type = type.superName == null ? null
                : files.read(type.superName)) {
            all.put(type.name, type);
        }
        for (ClassNode type : List.copyOf(all.values())) {
            addInterfaces(type, all);
        }
        return all.values();
    }

    private void addInterfaces(ClassNode type, Map<String, ClassNode> all) {
        for (String name : type.interfaces) {
            ClassNode parent = all.containsKey(name) ? null : files.read(name);
            if (parent != null) {
                all.put(name, parent);
                addInterfaces(parent, all);
            }
        }
    }

    /** {@return the methods of the application that may run when this one is called, without itself} */
    Set<MethodKey> implementations(String owner, MethodKey resolved) {
        Set<MethodKey> found = new LinkedHashSet<>();
        for (String subtype : subtypes.computeIfAbsent(owner, this::findSubtypes)) {
            if (found.size() < MAX_IMPLEMENTATIONS) {
                MethodKey target = resolve(subtype, resolved.name(), resolved.descriptor());
                MethodNode method = read(target);
                if (method != null && (method.access & Opcodes.ACC_ABSTRACT) == 0 && !target.equals(resolved)) {
                    found.add(target);
                }
            }
        }
        return found;
    }

    private Set<String> findSubtypes(String owner) {
        DotName name = DotName.createSimple(dots(owner));
        Set<String> found = new TreeSet<>();
        List.of(index.getAllKnownSubclasses(name), index.getAllKnownImplementations(name), index.getAllKnownSubinterfaces(name))
                .forEach(types -> types.forEach(type -> found.add(type.name().toString())));
        return found.stream().filter(scope.application).filter(scope.bean.or(scope.activity).negate())
                .map(subtype -> subtype.replace('.', '/')).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the methods of a class of the application that libraries may call, because they know a supertype of it} */
    List<MethodKey> callbacks(String owner) {
        return callbacks.computeIfAbsent(owner, this::findCallbacks);
    }

    private List<MethodKey> findCallbacks(String owner) {
        Set<String> called = new HashSet<>();
        for (ClassNode type : supertypes(owner)) {
            if (!isApplication(type.name)) {
                type.methods.stream().filter(method -> (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0)
                        .map(method -> method.name + method.desc).forEach(called::add);
            }
        }
        called.removeAll(OF_OBJECT);
        List<MethodKey> found = new ArrayList<>();
        for (ClassNode type : supertypes(owner)) {
            if (isApplication(type.name)) {
                type.methods.stream()
                        .filter(method -> !method.name.startsWith("<") && (method.access & Opcodes.ACC_ABSTRACT) == 0)
                        .filter(method -> called.remove(method.name + method.desc))
                        .forEach(method -> found.add(new MethodKey(type.name, method.name, method.desc)));
            }
        }
        return found;
    }

    /** {@return whether the application has vouched for a method, or for its class} */
    boolean isVouched(MethodKey key) {
        return vouched.computeIfAbsent(key, this::findVouched);
    }

    private boolean findVouched(MethodKey key) {
        ClassNode type = files.read(key.owner());
        if (type == null) {
            return false;
        }
        MethodNode method = method(type, key.name(), key.descriptor());
        return scope.vouched.test(dots(key.owner())) || has(type.invisibleAnnotations, VOUCHED)
                || method != null && has(method.invisibleAnnotations, VOUCHED);
    }

    private static boolean has(List<AnnotationNode> annotations, String descriptor) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(descriptor));
    }

    private static String dots(String owner) {
        return owner.replace('/', '.');
    }
}

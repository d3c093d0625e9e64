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
    private final Map<String, List<MethodKey>> callbacks = new HashMap<>();

    /**
     * What the classes are to the application. All take names with dots.
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
        return owner.startsWith("[") || ForbiddenCalls.isPlatform(owner) && !isApplication(owner);
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

    /** {@return the method that a call means: it may be inherited} */
    MethodKey resolve(String owner, String name, String descriptor) {
        for (ClassNode type : supertypes(owner)) {
            if (method(type, name, descriptor) != null) {
                return new MethodKey(type.name, name, descriptor);
            }
        }
        return new MethodKey(owner, name, descriptor);
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
        DotName name = DotName.createSimple(dots(owner));
        Set<String> subtypes = new TreeSet<>();
        index.getAllKnownSubclasses(name).forEach(type -> subtypes.add(type.name().toString()));
        index.getAllKnownImplementations(name).forEach(type -> subtypes.add(type.name().toString()));
        index.getAllKnownSubinterfaces(name).forEach(type -> subtypes.add(type.name().toString()));
        for (String subtype : subtypes) {
            if (found.size() < MAX_IMPLEMENTATIONS && scope.application.test(subtype) && !scope.bean.test(subtype)
                    && !scope.activity.test(subtype)) {
                MethodKey target = resolve(subtype.replace('.', '/'), resolved.name(), resolved.descriptor());
                MethodNode method = read(target);
                if (method != null && (method.access & Opcodes.ACC_ABSTRACT) == 0 && !target.equals(resolved)) {
                    found.add(target);
                }
            }
        }
        return found;
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
        ClassNode type = files.read(key.owner());
        if (type == null || scope.vouched.test(dots(key.owner())) || has(type.invisibleAnnotations, VOUCHED)) {
            return type != null;
        }
        MethodNode method = method(type, key.name(), key.descriptor());
        return method != null && has(method.invisibleAnnotations, VOUCHED);
    }

    private static boolean has(List<AnnotationNode> annotations, String descriptor) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(descriptor));
    }

    private static String dots(String owner) {
        return owner.replace('/', '.');
    }
}

package io.quarkiverse.activities.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jboss.jandex.ArrayType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

/**
 * A class with its superclasses and then all its interfaces, nearest first, and the types that their type variables stand for
 * in that class.
 */
public final class Hierarchy {

    private final Map<DotName, ClassInfo> classes = new LinkedHashMap<>();
    private final Map<DotName, Map<String, Type>> variables = new HashMap<>();
    private final IndexView index;

    public Hierarchy(ClassInfo start, IndexView index) {
        this.index = index;
        add(start, Map.of());
        List<ClassInfo> chain = new ArrayList<>();
        for (ClassInfo current = start; current != null;) {
            chain.add(current);
            Type parent = current.superClassType();
            ClassInfo parentClass = parent == null || parent.name().equals(DotName.OBJECT_NAME) ? null
                    : index.getClassByName(parent.name());
            if (parentClass != null) {
                add(parentClass, bind(parentClass, parent, variables.get(current.name())));
            }
            current = parentClass;
        }
        chain.forEach(this::addInterfaces);
    }

    private void addInterfaces(ClassInfo type) {
        for (Type parent : type.interfaceTypes()) {
            ClassInfo parentClass = index.getClassByName(parent.name());
            if (parentClass != null && !classes.containsKey(parentClass.name())) {
                add(parentClass, bind(parentClass, parent, variables.get(type.name())));
                addInterfaces(parentClass);
            }
        }
    }

    private void add(ClassInfo type, Map<String, Type> bound) {
        classes.put(type.name(), type);
        variables.put(type.name(), bound);
    }

    private static Map<String, Type> bind(ClassInfo parentClass, Type parent, Map<String, Type> outer) {
        Map<String, Type> bound = new HashMap<>();
        if (parent.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            List<Type> arguments = parent.asParameterizedType().arguments();
            for (int i = 0; i < arguments.size(); i++) {
                bound.put(parentClass.typeParameters().get(i).identifier(), substitute(arguments.get(i), outer));
            }
        }
        return bound;
    }

    /** {@return all classes, nearest first} */
    public Iterable<ClassInfo> classes() {
        return classes.values();
    }

    public boolean contains(DotName type) {
        return classes.containsKey(type);
    }

    /** {@return a type that a class of this hierarchy mentions, without type variables and wildcards} */
    public Type resolve(Type type, DotName mentionedBy) {
        return substitute(type, variables.get(mentionedBy));
    }

    /** {@return name and erased parameters as resolved in the first class; equal for a method and the one it overrides} */
    public String signature(MethodInfo method) {
        return method.name() + method.parameterTypes().stream()
                .map(type -> erase(resolve(type, method.declaringClass().name())))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /**
     * {@return the nearest method with each signature}
     *
     * @param methods the methods to look at
     * @param concrete whether to prefer the method of a class, and then a default method of the nearest interface
     */
    public Map<String, MethodInfo> nearest(Predicate<MethodInfo> methods, boolean concrete) {
        Map<String, MethodInfo> found = new TreeMap<>();
        for (ClassInfo type : classes()) {
            for (MethodInfo method : type.methods()) {
                if (methods.test(method)) {
                    found.merge(signature(method), method,
                            (first, second) -> first.isAbstract() && concrete ? second : first);
                }
            }
        }
        return found;
    }

    private static String erase(Type type) {
        // Erase the element type: the name of an array type would contain its type arguments
        return type.kind() == Type.Kind.ARRAY
                ? erase(type.asArrayType().constituent()) + "[]".repeat(type.asArrayType().dimensions())
                : type.name().toString();
    }

    private static Type substitute(Type type, Map<String, Type> bound) {
        switch (type.kind()) {
            case TYPE_VARIABLE:
                Type value = bound.get(type.asTypeVariable().identifier());
                return value != null ? value : Type.create(type.name(), Type.Kind.CLASS);
            case TYPE_VARIABLE_REFERENCE:
            case UNRESOLVED_TYPE_VARIABLE:
                return Type.create(type.name(), Type.Kind.CLASS);
            case WILDCARD_TYPE:
                return substitute(type.asWildcardType().extendsBound(), bound);
            case ARRAY:
                return ArrayType.create(substitute(type.asArrayType().constituent(), bound), type.asArrayType().dimensions());
            case PARAMETERIZED_TYPE:
                Type[] arguments = type.asParameterizedType().arguments().stream().map(a -> substitute(a, bound))
                        .toArray(Type[]::new);
                return ParameterizedType.create(type.name(), arguments, null);
            default:
                return Type.create(type.name(), type.kind());
        }
    }
}

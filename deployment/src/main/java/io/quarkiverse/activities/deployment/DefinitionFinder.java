package io.quarkiverse.activities.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.runtime.definition.ReturnKind;
import io.quarkiverse.activities.runtime.definition.Threading;
import io.quarkus.arc.processor.BeanInfo;

/** Finds the activity methods of a class, including inherited ones. */
final class DefinitionFinder {

    private final IndexView index;

    DefinitionFinder(IndexView index) {
        this.index = index;
    }

    /** {@return the activity methods of a bean class, or of an interface if {@code bean} is null, in a fixed order} */
    Collection<ActivityMethodBuildItem> find(ClassInfo owner, BeanInfo bean) {
        Hierarchy hierarchy = new Hierarchy(owner, index);
        Map<String, MethodInfo> implementations = hierarchy.nearest(DefinitionFinder::isCandidate, bean != null);
        Map<String, MethodInfo> annotated = new TreeMap<>();
        for (ClassInfo type : hierarchy.classes()) {
            for (MethodInfo method : type.methods()) {
                if (isCandidate(method) && method.hasDeclaredAnnotation(ActivityNames.ACTIVITY)) {
                    annotated.putIfAbsent(hierarchy.signature(method), method);
                }
            }
        }
        List<ActivityMethodBuildItem> found = new ArrayList<>();
        annotated.forEach((signature, declaration) -> {
            MethodInfo method = implementations.get(signature);
            if (bean == null || !method.isAbstract()) {
                found.add(describe(owner, method, declaration, hierarchy, bean));
            }
        });
        return found;
    }

    /** {@return whether a method can be an activity; if not, {@link DefinitionValidator} reports the reason} */
    static boolean isCandidate(MethodInfo method) {
        return !method.isSynthetic() && !method.isConstructor() && !method.isStaticInitializer()
                && !Modifier.isStatic(method.flags()) && !Modifier.isPrivate(method.flags())
                && method.typeParameters().isEmpty();
    }

    private ActivityMethodBuildItem describe(ClassInfo owner, MethodInfo method, MethodInfo declaration, Hierarchy hierarchy,
            BeanInfo bean) {
        AnnotationInstance activity = declaration.declaredAnnotation(ActivityNames.ACTIVITY);
        AnnotationValue name = activity.value("name");
        String type = name == null || name.asString().isEmpty()
                ? Character.toUpperCase(method.name().charAt(0)) + method.name().substring(1)
                : name.asString();
        List<Type> parameters = new ArrayList<>();
        int contextParameter = -1;
        for (int i = 0; i < method.parametersCount(); i++) {
            Type parameter = hierarchy.resolve(method.parameterType(i), method.declaringClass().name());
            if (parameter.name().equals(ActivityNames.CONTEXT) && contextParameter < 0) {
                contextParameter = i;
            } else {
                parameters.add(parameter);
            }
        }
        Type returned = hierarchy.resolve(method.returnType(), method.declaringClass().name());
        ReturnKind kind = returnKind(returned);
        return new ActivityMethodBuildItem(owner, method, hierarchy, bean, type, taskQueue(activity, hierarchy),
                AnnotatedOptions.read(activity), parameters, contextParameter, kind, result(returned, kind),
                AnnotatedOptions.string(activity, "onFailure"), transactional(method, hierarchy) != null,
                threading(method, hierarchy), null);
    }

    private static ReturnKind returnKind(Type type) {
        if (type.kind() == Type.Kind.VOID) {
            return ReturnKind.VOID;
        } else if (type.name().equals(ActivityNames.UNI)) {
            return ReturnKind.UNI;
        } else if (type.name().equals(ActivityNames.STAGE) || type.name().equals(ActivityNames.FUTURE)) {
            return ReturnKind.STAGE;
        }
        return ReturnKind.VALUE;
    }

    private static Type result(Type returned, ReturnKind kind) {
        if (kind == ReturnKind.VOID) {
            return null;
        } else if (kind == ReturnKind.VALUE) {
            return returned;
        }
        Type result = returned.kind() == Type.Kind.PARAMETERIZED_TYPE ? returned.asParameterizedType().arguments().get(0)
                : Type.create(DotName.OBJECT_NAME, Type.Kind.CLASS);
        return result.name().equals(DotName.createSimple(Void.class)) ? null : result;
    }

    private static String taskQueue(AnnotationInstance activity, Hierarchy hierarchy) {
        String queue = AnnotatedOptions.string(activity, "taskQueue");
        if (queue.isEmpty()) {
            for (ClassInfo type : hierarchy.classes()) {
                AnnotationInstance bound = type.declaredAnnotation(ActivityNames.TASK_QUEUE);
                if (bound != null) {
                    return bound.value().asString();
                }
            }
        }
        return queue;
    }

    /** {@return the {@code @Transactional} that applies to a method, or null} */
    static AnnotationInstance transactional(MethodInfo method, Hierarchy hierarchy) {
        AnnotationInstance own = method.declaredAnnotation(ActivityNames.TRANSACTIONAL);
        if (own != null) {
            return own;
        }
        for (ClassInfo type : hierarchy.classes()) {
            // Interceptor bindings are inherited only from superclasses
            AnnotationInstance inherited = type.isInterface() ? null : type.declaredAnnotation(ActivityNames.TRANSACTIONAL);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private static Threading threading(MethodInfo method, Hierarchy hierarchy) {
        Threading own = threading(method.hasDeclaredAnnotation(ActivityNames.VIRTUAL),
                method.hasDeclaredAnnotation(ActivityNames.BLOCKING));
        for (ClassInfo type : hierarchy.classes()) {
            if (own != Threading.DEFAULT) {
                break;
            }
            own = threading(type.hasDeclaredAnnotation(ActivityNames.VIRTUAL),
                    type.hasDeclaredAnnotation(ActivityNames.BLOCKING));
        }
        return own;
    }

    private static Threading threading(boolean virtual, boolean blocking) {
        return virtual ? Threading.VIRTUAL : blocking ? Threading.PLATFORM : Threading.DEFAULT;
    }
}

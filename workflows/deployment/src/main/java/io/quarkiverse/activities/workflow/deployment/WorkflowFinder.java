package io.quarkiverse.activities.workflow.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.deployment.AnnotatedOptions;
import io.quarkiverse.activities.deployment.Hierarchy;
import io.quarkiverse.activities.deployment.RecordingStubBuildItem;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.Durability;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkiverse.activities.workflow.runtime.definition.ParameterData;

/** Finds workflow classes, and interfaces of workflows that other applications run. */
final class WorkflowFinder {

    private final IndexView index;

    WorkflowFinder(IndexView index) {
        this.index = index;
    }

    /** {@return all workflows, in a fixed order} */
    List<WorkflowBuildItem> find(Collection<AnnotationInstance> annotations) {
        Map<String, ClassInfo> classes = new TreeMap<>();
        Map<String, ClassInfo> interfaces = new TreeMap<>();
        for (AnnotationInstance annotation : annotations) {
            ClassInfo type = annotation.target().asClass();
            if (!type.isInterface()) {
                classes.put(type.name().toString(), type);
                continue;
            }
            interfaces.put(type.name().toString(), type);
            for (ClassInfo implementor : index.getAllKnownImplementors(type.name())) {
                if (!implementor.isAbstract() && !implementor.isSynthetic()) {
                    classes.put(implementor.name().toString(), implementor);
                }
            }
        }
        List<WorkflowBuildItem> found = new ArrayList<>();
        for (ClassInfo type : classes.values()) {
            Hierarchy hierarchy = new Hierarchy(type, index);
            hierarchy.classes().forEach(supertype -> interfaces.remove(supertype.name().toString()));
            found.add(describe(type, hierarchy));
        }
        interfaces.values().forEach(type -> found.add(describe(type, new Hierarchy(type, index))));
        return found;
    }

    private WorkflowBuildItem describe(ClassInfo type, Hierarchy hierarchy) {
        String name = null;
        String simple = null;
        AnnotationInstance nearest = null;
        for (ClassInfo level : hierarchy.classes()) {
            AnnotationInstance workflow = level.declaredAnnotation(WorkflowNames.WORKFLOW);
            if (workflow == null || !level.equals(type) && !level.isInterface()) {
                continue;
            }
            nearest = nearest == null ? workflow : nearest;
            String given = AnnotatedOptions.string(workflow, "name");
            name = name == null && !given.isEmpty() ? given : name;
            // An application that has only the interface must arrive at the same type
            simple = simple == null || level.isInterface() ? WorkflowNames.simple(level) : simple;
        }
        AnnotationValue version = nearest.value("version");
        MethodInfo constructor = constructor(type);
        return new WorkflowBuildItem(type, hierarchy, name != null ? name : simple, version == null ? 1 : version.asInt(),
                AnnotatedOptions.string(nearest, "taskQueue"), members(type, hierarchy), constructor,
                constructor == null ? List.of() : parameters(constructor, hierarchy));
    }

    private List<WorkflowMember> members(ClassInfo type, Hierarchy hierarchy) {
        Map<String, MethodInfo> nearest = hierarchy.nearest(WorkflowFinder::isCallable, !type.isInterface());
        List<WorkflowMember> members = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        for (ClassInfo level : hierarchy.classes()) {
            for (MethodInfo declared : level.methods()) {
                String signature = hierarchy.signature(declared);
                if (!nearest.containsKey(signature) || done.contains(signature)) {
                    continue;
                }
                for (AnnotationInstance annotation : declared.declaredAnnotations()) {
                    MethodKind kind = WorkflowNames.METHODS.get(annotation.name());
                    if (kind != null) {
                        done.add(signature);
                        members.add(member(type, hierarchy, nearest.get(signature), kind, annotation));
                    }
                }
            }
        }
        return members;
    }

    /** {@return whether the engine can call the method; if not, {@link WorkflowValidator} reports the reason} */
    private static boolean isCallable(MethodInfo method) {
        return !method.isSynthetic() && !method.isConstructor() && !method.isStaticInitializer()
                && !Modifier.isStatic(method.flags()) && !Modifier.isPrivate(method.flags())
                && method.typeParameters().isEmpty();
    }

    private WorkflowMember member(ClassInfo type, Hierarchy hierarchy, MethodInfo method, MethodKind kind,
            AnnotationInstance annotation) {
        String name = kind == MethodKind.WORKFLOW ? ""
                : AnnotatedOptions.string(annotation, kind == MethodKind.VALIDATOR ? "value" : "name");
        List<Type> parameters = method.parameterTypes().stream()
                .map(parameter -> hierarchy.resolve(parameter, method.declaringClass().name())).toList();
        Type result = method.returnType().kind() == Type.Kind.VOID ? null
                : hierarchy.resolve(method.returnType(), method.declaringClass().name());
        String signature = hierarchy.signature(method);
        return new WorkflowMember(method, signature, kind, name.isEmpty() ? method.name() : name, parameters, result,
                keys(type, hierarchy, signature));
    }

    private Set<String> keys(ClassInfo type, Hierarchy hierarchy, String signature) {
        Set<String> keys = new TreeSet<>();
        for (ClassInfo stubbed : stubbed(type, hierarchy)) {
            for (ClassInfo declaring : new Hierarchy(stubbed, index).classes()) {
                for (MethodInfo method : declaring.methods()) {
                    if (isCallable(method) && hierarchy.signature(method).equals(signature)) {
                        keys.add(RecordingStubBuildItem.key(stubbed, method));
                    }
                }
            }
        }
        return keys;
    }

    /** {@return the class and those of its supertypes that have a stub} */
    static List<ClassInfo> stubbed(ClassInfo type, Hierarchy hierarchy) {
        List<ClassInfo> stubbed = new ArrayList<>();
        for (ClassInfo level : hierarchy.classes()) {
            if (level.equals(type) || WorkflowNames.METHODS.keySet().stream().anyMatch(level::hasAnnotation)) {
                stubbed.add(level);
            }
        }
        return stubbed;
    }

    private static MethodInfo constructor(ClassInfo type) {
        List<MethodInfo> constructors = type.constructors().stream().filter(c -> !c.isSynthetic()).toList();
        return type.isInterface() || constructors.size() != 1 ? null : constructors.get(0);
    }

    private List<WorkflowParameter> parameters(MethodInfo constructor, Hierarchy hierarchy) {
        List<WorkflowParameter> parameters = new ArrayList<>();
        for (MethodParameterInfo parameter : constructor.parameters()) {
            Type type = hierarchy.resolve(parameter.type(), constructor.declaringClass().name());
            AnnotationInstance stub = parameter.declaredAnnotation(WorkflowNames.STUB);
            AnnotationInstance local = parameter.declaredAnnotation(WorkflowNames.LOCAL_STUB);
            AnnotationInstance annotation = local != null ? local : stub;
            ParameterData.Kind kind = type.name().equals(WorkflowNames.CONTEXT) ? ParameterData.Kind.CONTEXT
                    : annotation == null && !isActivity(type) ? ParameterData.Kind.ARGUMENT
                            : local != null ? ParameterData.Kind.LOCAL_STUB : ParameterData.Kind.STUB;
            Map<ActivityOption, Object> options = annotation == null ? Map.of()
                    : AnnotatedOptions.read(annotation);
            if (stub != null && !AnnotatedOptions.string(stub, "taskQueue").isEmpty()) {
                options.put(ActivityOption.TASK_QUEUE, AnnotatedOptions.string(stub, "taskQueue"));
            }
            AnnotationValue cancellation = stub == null ? null : stub.value("cancellation");
            AnnotationValue durability = local == null ? null : local.value("durability");
            parameters.add(new WorkflowParameter(kind, type, options,
                    cancellation == null ? ActivityCancellationType.TRY_CANCEL
                            : ActivityCancellationType.valueOf(cancellation.asEnum()),
                    durability == null ? Durability.WRITE_BEHIND : Durability.valueOf(durability.asEnum())));
        }
        return parameters;
    }

    /** {@return whether a type is an activity class or interface} */
    boolean isActivity(Type type) {
        ClassInfo info = type.kind() == Type.Kind.CLASS || type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? index.getClassByName(type.name())
                : null;
        if (info != null) {
            for (ClassInfo level : new Hierarchy(info, index).classes()) {
                if (level.hasAnnotation(WorkflowNames.ACTIVITY)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether a type is a class, or an interface that a class implements} */
    boolean isImplemented(Type type) {
        ClassInfo info = index.getClassByName(type.name());
        return info == null || !info.isInterface() || !index.getAllKnownImplementations(type.name()).isEmpty();
    }

    /** {@return the methods that carry one of the annotations, of all classes} */
    static List<MethodInfo> annotatedMethods(IndexView application) {
        return WorkflowNames.METHODS.keySet().stream().flatMap(name -> application.getAnnotations(name).stream())
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .map(annotation -> annotation.target().asMethod()).filter(method -> !method.isSynthetic()).toList();
    }
}

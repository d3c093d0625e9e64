package io.quarkiverse.activities.workflow.deployment;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.runtime.definition.OptionParser;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkiverse.activities.workflow.runtime.definition.ParameterData;

/** Checks the parameters of a workflow constructor, and that nothing is injected into a workflow. */
final class ConstructorRules {

    private static final String CURE = ". Workflow code is replayed and must get the same values each time: use it in an"
            + " activity or in a step, or pass its value as an argument of the workflow";

    private final Set<DotName> injecting;
    private final WorkflowFinder finder;

    ConstructorRules(Set<DotName> autoInjected, WorkflowFinder finder) {
        this.finder = finder;
        injecting = new HashSet<>(autoInjected);
        for (String name : List.of("jakarta.inject.Inject", "jakarta.annotation.Resource",
                "jakarta.persistence.PersistenceContext", "jakarta.persistence.PersistenceUnit",
                "org.eclipse.microprofile.config.inject.ConfigProperty")) {
            injecting.add(DotName.createSimple(name));
        }
    }

    /** Reports fields and methods that CDI would inject into. */
    void checkInjection(ClassInfo type, Consumer<String> problems) {
        for (FieldInfo field : type.fields()) {
            injected(field.declaredAnnotations()).ifPresent(annotation -> problems.accept(
                    "the field " + field.name() + " is annotated with @" + annotation + CURE));
        }
        for (MethodInfo method : type.methods()) {
            if (!method.isConstructor()) {
                injected(method.declaredAnnotations()).ifPresent(annotation -> problems.accept(
                        "the method " + method.name() + " is annotated with @" + annotation + CURE));
            }
        }
    }

    private Optional<String> injected(List<AnnotationInstance> annotations) {
        return annotations.stream().map(AnnotationInstance::name).filter(injecting::contains).findFirst()
                .map(DotName::withoutPackagePrefix);
    }

    void check(WorkflowBuildItem workflow, Consumer<String> problems) {
        MethodInfo constructor = workflow.constructor;
        if (constructor == null) {
            problems.accept("has several constructors; keep one");
            return;
        }
        if (Modifier.isPrivate(constructor.flags())) {
            problems.accept("has a private constructor; make it package-private");
        }
        List<MethodParameterInfo> parameters = constructor.parameters();
        boolean injected = false;
        for (int i = 0; i < parameters.size(); i++) {
            MethodParameterInfo parameter = parameters.get(i);
            Optional<String> annotation = injected(parameter.declaredAnnotations());
            if (annotation.isPresent()) {
                injected = true;
                problems.accept("the parameter " + name(parameter) + " of the constructor is annotated with @"
                        + annotation.get() + CURE);
            }
            checkStub(workflow.parameters.get(i), parameter, problems);
        }
        if (!injected) {
            checkArguments(workflow, parameters, problems);
        }
    }

    private void checkStub(WorkflowParameter parameter, MethodParameterInfo info, Consumer<String> problems) {
        boolean both = info.hasDeclaredAnnotation(WorkflowNames.STUB) && info.hasDeclaredAnnotation(WorkflowNames.LOCAL_STUB);
        if (both) {
            problems.accept("the parameter " + name(info)
                    + " of the constructor has both @ActivityStub and @LocalActivityStub; keep one");
        }
        boolean annotated = info.hasDeclaredAnnotation(WorkflowNames.STUB)
                || info.hasDeclaredAnnotation(WorkflowNames.LOCAL_STUB);
        if (parameter.kind() == ParameterData.Kind.CONTEXT && annotated) {
            problems.accept("the parameter " + name(info) + " of the constructor is the WorkflowContext, not a stub; remove the"
                    + " annotation");
        }
        if (parameter.kind() != ParameterData.Kind.STUB && parameter.kind() != ParameterData.Kind.LOCAL_STUB) {
            return;
        }
        if (!finder.isActivity(parameter.type())) {
            problems.accept("the parameter " + name(info) + " of the constructor is a stub, but " + parameter.type()
                    + " has no activity methods; put @Activity on its methods");
        }
        if (parameter.kind() == ParameterData.Kind.LOCAL_STUB && !finder.isImplemented(parameter.type())) {
            problems.accept(
                    "the parameter " + name(info) + " of the constructor is a local stub, but no class of this application"
                            + " implements " + parameter.type() + "; use @ActivityStub to call it in another application");
        }
        // Expressions are expanded and checked when the application starts
        Map<ActivityOption, Object> literals = new HashMap<>(parameter.options());
        literals.values().removeIf(value -> value instanceof String text && OptionParser.isExpression(text));
        OptionParser.check(literals, problem -> problems.accept("the stub " + name(info) + ": " + problem));
    }

    /** Parameters other than the context and stubs, if any, must be exactly the arguments of the workflow method. */
    private static void checkArguments(WorkflowBuildItem workflow, List<MethodParameterInfo> parameters,
            Consumer<String> problems) {
        List<Type> left = workflow.parameters.stream().filter(parameter -> parameter.kind() == ParameterData.Kind.ARGUMENT)
                .map(WorkflowParameter::type).toList();
        List<WorkflowMember> methods = workflow.members.stream().filter(member -> member.kind() == MethodKind.WORKFLOW)
                .toList();
        if (left.isEmpty() || methods.size() != 1 || left.equals(methods.get(0).parameters())) {
            return;
        }
        List<Type> arguments = methods.get(0).parameters();
        boolean unknown = false;
        for (int i = 0; i < parameters.size(); i++) {
            WorkflowParameter parameter = workflow.parameters.get(i);
            if (parameter.kind() == ParameterData.Kind.ARGUMENT && !arguments.contains(parameter.type())) {
                unknown = true;
                problems.accept("the parameter " + name(parameters.get(i)) + " of the constructor has the type "
                        + parameter.type() + ", which is neither WorkflowContext, nor an activity class, nor an argument of the"
                        + " workflow method" + CURE);
            }
        }
        if (!unknown) {
            problems.accept("the constructor takes the arguments " + left + ", but the workflow method takes " + arguments
                    + "; take all of them, in the same order, or none");
        }
    }

    private static String name(MethodParameterInfo parameter) {
        return parameter.name() != null ? parameter.name() : String.valueOf(parameter.position() + 1);
    }
}

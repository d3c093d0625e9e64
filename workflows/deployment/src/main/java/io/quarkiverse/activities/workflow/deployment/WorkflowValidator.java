package io.quarkiverse.activities.workflow.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.deployment.PayloadRules;
import io.quarkiverse.activities.runtime.definition.OptionParser;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;

/** Validates workflow classes and their methods. Each problem names the class and the member, and says what to do. */
final class WorkflowValidator {

    private static final DotName TRANSACTIONAL = DotName.createSimple("jakarta.transaction.Transactional");
    private static final String TRANSACTIONAL_PROBLEM = "is @Transactional, which has no effect in a workflow; put it on the"
            + " activities that the workflow calls";
    private static final Map<DotName, String> NO_PAYLOADS = Map.of(
            WorkflowNames.CONTEXT, "take it in the constructor",
            DotName.createSimple(Promise.class), "pass the value it yields",
            DotName.createSimple(CancellationScope.class), "pass the values you need from it");

    private final WorkflowFinder finder;
    private final PayloadRules payloads;
    private final ConstructorRules constructors;
    private final Set<DotName> beanClasses;
    private final Set<String> problems = new TreeSet<>();

    /**
     * @param autoInjected the annotations that make a field an injection point even without {@code @Inject}
     * @param beanClasses the classes that are CDI beans
     */
    WorkflowValidator(IndexView index, WorkflowFinder finder, Set<DotName> autoInjected, Set<DotName> beanClasses) {
        this.finder = finder;
        this.beanClasses = beanClasses;
        payloads = new PayloadRules(index);
        constructors = new ConstructorRules(autoInjected, finder);
    }

    /** {@return all problems, in a fixed order} */
    Set<String> problems() {
        return problems;
    }

    /** Checks that each annotated method can be called by the engine, and belongs to a workflow. */
    void checkAnnotated(Collection<MethodInfo> methods, List<WorkflowBuildItem> workflows) {
        for (MethodInfo method : methods) {
            String where = method.declaringClass().name() + "#" + method.name();
            if (Modifier.isStatic(method.flags())) {
                problem(where, "is static; make it a method of the instance");
            } else if (Modifier.isPrivate(method.flags())) {
                problem(where, "is private; make it public or package-private");
            } else if (Modifier.isFinal(method.flags())) {
                problem(where, "is final, so that stubs cannot override it; remove final");
            } else if (!method.typeParameters().isEmpty()) {
                problem(where, "is generic, so the types of its payloads are unknown; use concrete types");
            }
            if (method.declaredAnnotations().stream().filter(a -> WorkflowNames.METHODS.containsKey(a.name())).count() > 1) {
                problem(where, "has several annotations for the kind of the method; keep one");
            }
            if (workflows.stream().noneMatch(workflow -> workflow.hierarchy.contains(method.declaringClass().name()))) {
                problem(where,
                        "has no effect, because its class is not a workflow; put @Workflow on the class or the interface");
            }
        }
    }

    void check(WorkflowBuildItem workflow) {
        ClassInfo type = workflow.type;
        Consumer<String> ofClass = problem -> problem(type.name().toString(), problem);
        OptionParser.name("Workflow Type", workflow.name, ofClass);
        if (!workflow.taskQueue.isEmpty() && !OptionParser.isExpression(workflow.taskQueue)) {
            OptionParser.name("Task Queue", workflow.taskQueue, ofClass);
        }
        if (workflow.version < 1) {
            ofClass.accept("version " + workflow.version + " is less than 1; count versions from 1");
        }
        checkClass(workflow, ofClass);
        checkMethods(workflow, ofClass);
        workflow.members.forEach(member -> checkMember(workflow, member));
    }

    private void checkClass(WorkflowBuildItem workflow, Consumer<String> problem) {
        ClassInfo type = workflow.type;
        if (type.isInterface()) {
            return;
        }
        if (type.isAbstract()) {
            problem.accept("is abstract; put @Workflow on the classes that extend it");
            return;
        } else if (Modifier.isFinal(type.flags())) {
            problem.accept("is final, so that it cannot have a stub; remove final");
        }
        if (beanClasses.contains(type.name())) {
            problem.accept("is a CDI bean, but the engine creates an instance for each run; remove its scope, and move methods"
                    + " with @Activity or @Scheduled to another class");
        }
        if (type.enclosingClass() != null && !Modifier.isStatic(type.flags())) {
            problem.accept("is an inner class; make it static");
        }
        for (ClassInfo level : workflow.hierarchy.classes()) {
            constructors.checkInjection(level, problem);
            if (level.hasDeclaredAnnotation(TRANSACTIONAL)) {
                problem.accept(TRANSACTIONAL_PROBLEM);
            }
        }
        constructors.check(workflow, problem);
    }

    private void checkMethods(WorkflowBuildItem workflow, Consumer<String> problem) {
        long methods = workflow.members.stream().filter(member -> member.kind() == MethodKind.WORKFLOW).count();
        if (methods == 0) {
            problem.accept("has no workflow method; put @WorkflowMethod on the method that a run executes");
        } else if (methods > 1) {
            problem.accept("has " + methods + " workflow methods (" + String.join(", ", workflow.members.stream()
                    .filter(member -> member.kind() == MethodKind.WORKFLOW).map(member -> member.method().name()).sorted()
                    .toList())
                    + "); keep @WorkflowMethod on one of them");
        }
        Map<String, WorkflowMember> handlers = new TreeMap<>();
        for (WorkflowMember member : workflow.members) {
            if (member.kind() != MethodKind.WORKFLOW) {
                WorkflowMember other = handlers.putIfAbsent(member.kind() + " " + member.name(), member);
                if (other != null) {
                    problem(workflow.where(member), "is " + member.kind().text() + " of the name '" + member.name()
                            + "', and so is " + workflow.where(other) + "; give one of them another name");
                }
            }
        }
    }

    private void checkMember(WorkflowBuildItem workflow, WorkflowMember member) {
        String where = workflow.where(member);
        MethodInfo method = member.method();
        if (method.isAbstract() && !workflow.type.isInterface()) {
            problem(where, "is abstract; implement it");
        }
        if (!workflow.type.isInterface() && !Modifier.isPublic(method.flags())
                && !method.declaringClass().name().packagePrefix().equals(workflow.type.name().packagePrefix())) {
            problem(where, "is not public, and inherited from another package; make it public");
        }
        if (method.hasDeclaredAnnotation(TRANSACTIONAL)) {
            problem(where, TRANSACTIONAL_PROBLEM);
        }
        if (member.kind() != MethodKind.WORKFLOW) {
            OptionParser.name("name", member.name(), problem -> problem(where, problem));
        }
        member.parameters().forEach(type -> checkPayload(where, "the parameter type ", type));
        switch (member.kind()) {
            case SIGNAL, VALIDATOR -> {
                if (member.result() != null) {
                    problem(where, "returns " + member.result() + ", but nobody can get the result of " + member.kind().text()
                            + "; make it void" + (member.kind() == MethodKind.SIGNAL ? ", or an @UpdateMethod" : ""));
                }
            }
            case QUERY -> {
                if (member.result() == null) {
                    problem(where, "returns nothing, but a query must answer; return a value, or make it a @SignalMethod");
                }
            }
            default -> {
            }
        }
        if (member.kind() == MethodKind.VALIDATOR) {
            checkValidator(workflow, member);
        } else if (member.result() != null && member.kind() != MethodKind.SIGNAL) {
            checkPayload(where, "the result type ", member.result());
        }
    }

    private void checkValidator(WorkflowBuildItem workflow, WorkflowMember validator) {
        Optional<WorkflowMember> update = workflow.members.stream()
                .filter(member -> member.kind() == MethodKind.UPDATE && member.name().equals(validator.name())).findFirst();
        if (update.isEmpty()) {
            problem(workflow.where(validator), "validates the update '" + validator.name() + "', but there is none; use one of "
                    + workflow.members.stream().filter(member -> member.kind() == MethodKind.UPDATE).map(WorkflowMember::name)
                            .sorted().toList());
        } else if (!update.get().parameters().equals(validator.parameters())) {
            problem(workflow.where(validator), "takes " + validator.parameters() + ", but the update '" + validator.name()
                    + "' takes " + update.get().parameters() + "; use the same parameters");
        }
    }

    private void checkPayload(String where, String what, Type type) {
        String cure = NO_PAYLOADS.get(type.name());
        if (cure != null) {
            problem(where, what + type.name() + " can never be a payload; " + cure);
        } else if (finder.isActivity(type)) {
            problem(where, what + type.name() + " has activities and can never be a payload; take it in the constructor");
        } else {
            payloads.check(what, type, problem -> problem(where, problem));
        }
    }

    void checkDuplicates(List<WorkflowBuildItem> workflows) {
        Map<String, WorkflowBuildItem> types = new TreeMap<>();
        for (WorkflowBuildItem workflow : workflows) {
            WorkflowBuildItem other = workflow.type.isInterface() ? null
                    : types.putIfAbsent(workflow.name + " " + workflow.version, workflow);
            if (other != null) {
                problems.add("Workflow Type '" + workflow.name + "' has two definitions of version " + workflow.version + ", "
                        + other.type.name() + " and " + workflow.type.name()
                        + "; give one of them another @Workflow(name) or version");
            }
        }
    }

    private void problem(String where, String problem) {
        problems.add("Workflow " + where + ": " + problem);
    }
}

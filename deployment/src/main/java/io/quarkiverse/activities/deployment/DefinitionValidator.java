package io.quarkiverse.activities.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.OptionParser;

/** Validates activity methods. Each problem names the class and the method, and says what to do. */
final class DefinitionValidator {

    private final PayloadRules payloads;
    private final Set<String> problems = new TreeSet<>();

    DefinitionValidator(IndexView index) {
        payloads = new PayloadRules(index);
    }

    /** {@return all problems, in a fixed order} */
    Set<String> problems() {
        return problems;
    }

    /** Checks that each annotated method can be an activity. */
    void checkAnnotated(Collection<AnnotationInstance> annotations) {
        for (AnnotationInstance annotation : annotations) {
            if (annotation.target().kind() != AnnotationTarget.Kind.METHOD) {
                continue;
            }
            MethodInfo method = annotation.target().asMethod();
            if (method.isSynthetic()) {
                continue;
            }
            String where = method.declaringClass().name() + "#" + method.name();
            if (Modifier.isStatic(method.flags())) {
                problem(where, "is static; make it a method of a bean");
            } else if (Modifier.isPrivate(method.flags())) {
                problem(where, "is private; make it public or package-private");
            } else if (!method.typeParameters().isEmpty()) {
                problem(where, "is generic, so the types of its payloads are unknown; use concrete types");
            } else if (method.isAbstract() && !method.declaringClass().isInterface()) {
                problem(where, "is an abstract method of a class; put @Activity on the methods that implement it,"
                        + " or declare it in an interface");
            }
        }
    }

    void check(Collection<ActivityMethodBuildItem> methods) {
        Map<String, ActivityMethodBuildItem> names = new TreeMap<>();
        for (ActivityMethodBuildItem method : methods) {
            String where = method.where();
            OptionParser.name("Activity Type", method.type, problem -> problem(where, problem));
            if (!method.taskQueue.isEmpty() && !OptionParser.isExpression(method.taskQueue)) {
                OptionParser.name("Task Queue", method.taskQueue, problem -> problem(where, problem));
            }
            OptionParser.check(method.options, problem -> problem(where, problem));
            method.parameters.forEach(type -> checkParameter(where, type));
            if (method.result != null) {
                payloads.check("the result type ", method.result, problem -> problem(where, problem));
            }
            checkTransaction(method);
            checkFollowUp(method, methods);
            checkThreading(where, method.method.hasDeclaredAnnotation(ActivityNames.VIRTUAL),
                    method.method.hasDeclaredAnnotation(ActivityNames.BLOCKING),
                    method.method.hasDeclaredAnnotation(ActivityNames.NON_BLOCKING));
            checkThreading(where, method.owner.hasDeclaredAnnotation(ActivityNames.VIRTUAL),
                    method.owner.hasDeclaredAnnotation(ActivityNames.BLOCKING),
                    method.owner.hasDeclaredAnnotation(ActivityNames.NON_BLOCKING));
            ActivityMethodBuildItem other = names.putIfAbsent((method.bean == null) + "\0" + method.taskQueue + "\0"
                    + method.type, method);
            if (other != null) {
                problems.add(ActivityDefinitions.duplicate(method.type, method.taskQueue, other.where(), where));
            }
        }
    }

    private void checkParameter(String where, Type type) {
        if (type.name().equals(ActivityNames.CONTEXT)) {
            problem(where, "the parameter type " + type.name()
                    + " can never be a payload; an activity can have only one as a parameter; remove it");
        } else {
            payloads.check("the parameter type ", type, problem -> problem(where, problem));
        }
    }

    private void checkFollowUp(ActivityMethodBuildItem method, Collection<ActivityMethodBuildItem> methods) {
        if (method.onFailure.isEmpty()) {
            return;
        }
        List<ActivityMethodBuildItem> followUps = methods.stream().filter(m -> m.type.equals(method.onFailure)).toList();
        if (followUps.isEmpty()) {
            problem(method.where(),
                    "has onFailure = \"" + method.onFailure + "\", but no activity of this application has that type; use one"
                            + " of " + methods.stream().map(m -> m.type).sorted().distinct().toList());
        } else if (method.type.equals(method.onFailure)) {
            problem(method.where(), "has itself as onFailure, which would never end; name another type");
        }
        for (ActivityMethodBuildItem followUp : followUps) {
            boolean fits = followUp.parameters.isEmpty() || followUp.parameters.size() == 1
                    && followUp.parameters.get(0).name().equals(ActivityNames.FAILED_EXECUTION);
            if (!fits) {
                problem(followUp.where(), "is the onFailure of " + method.where()
                        + "; it must take one FailedExecution as its only parameter, or have no parameters");
            }
        }
    }

    private void checkTransaction(ActivityMethodBuildItem method) {
        AnnotationInstance transactional = DefinitionFinder.transactional(method.method, method.hierarchy);
        if (transactional == null) {
            return;
        }
        AnnotationValue value = transactional.value();
        String type = value == null ? "REQUIRED" : value.asEnum();
        if (Set.of("NEVER", "NOT_SUPPORTED", "SUPPORTS").contains(type)) {
            problem(method.where(), "is @Transactional(" + type + "), which has no effect because an attempt starts without a"
                    + " transaction; use REQUIRED, or remove it");
        } else if (method.returnKind.isAsync()) {
            problem(method.where(), "is @Transactional and returns " + method.method.returnType().name()
                    + ", but only a blocking method can complete in its transaction; return the value, or remove"
                    + " @Transactional");
        }
    }

    private void checkThreading(String where, boolean virtual, boolean blocking, boolean nonBlocking) {
        if (virtual && (blocking || nonBlocking)) {
            problem(where, "is both @RunOnVirtualThread and " + (blocking ? "@Blocking" : "@NonBlocking") + "; keep one");
        } else if (blocking && nonBlocking) {
            problem(where, "is both @Blocking and @NonBlocking; keep one");
        }
    }

    private void problem(String where, String problem) {
        problems.add("Activity " + where + ": " + problem);
    }
}

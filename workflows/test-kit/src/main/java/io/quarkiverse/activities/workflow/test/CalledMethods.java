package io.quarkiverse.activities.workflow.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.Returned;
import io.smallrye.mutiny.Uni;

/** Finds what methods of activity classes and workflow classes mean, as the build of an application does. */
final class CalledMethods {

    private CalledMethods() {
    }

    /** {@return the annotation of the method, or of one that it overrides; null if there is none} */
    static <A extends Annotation> A find(Class<?> type, Method method, Class<A> annotation) {
        for (Class<?> each : hierarchy(type)) {
            try {
                A found = each.getDeclaredMethod(method.getName(), method.getParameterTypes()).getAnnotation(annotation);
                if (found != null) {
                    return found;
                }
            } catch (NoSuchMethodException e) {
                // further up
            }
        }
        return null;
    }

    static List<Class<?>> hierarchy(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            all.add(each);
            for (Class<?> face : each.getInterfaces()) {
                all.addAll(hierarchy(face));
            }
        }
        return all;
    }

    /** {@return whether the class or interface has an activity} */
    static boolean hasActivities(Class<?> type) {
        return hierarchy(type).stream().flatMap(each -> List.of(each.getDeclaredMethods()).stream())
                .anyMatch(method -> method.isAnnotationPresent(Activity.class));
    }

    /** {@return the Activity Type of the method} */
    static String activityType(Class<?> type, Method method) {
        Activity activity = find(type, method, Activity.class);
        if (activity == null) {
            throw new IllegalArgumentException(type.getName() + "#" + method.getName() + " is not an activity. Put @Activity on"
                    + " it, or do not call it in a workflow");
        }
        return activity.name().isEmpty() ? Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1)
                : activity.name();
    }

    /** {@return the call of an activity or a child workflow} */
    static RecordedCall call(Class<?> type, Method method, Object[] arguments) {
        if (find(type, method, WorkflowMethod.class) != null) {
            boolean nothing = method.getReturnType() == void.class;
            return new RecordedCall(workflowType(type), nothing ? Void.class : method.getGenericReturnType(), arguments,
                    nothing ? Returned.NOTHING : Returned.VALUE, null);
        }
        List<Object> given = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (method.getParameterTypes()[i] != ActivityContext.class) {
                given.add(arguments[i]);
            }
        }
        return new RecordedCall(activityType(type, method), result(method), given.toArray(), returned(method), null);
    }

    static Returned returned(Method method) {
        Class<?> type = method.getReturnType();
        return type == void.class ? Returned.NOTHING
                : type == Uni.class ? Returned.UNI
                        : type == CompletionStage.class || type == CompletableFuture.class ? Returned.STAGE : Returned.VALUE;
    }

    private static Type result(Method method) {
        return switch (returned(method)) {
            case NOTHING -> Void.class;
            case VALUE -> method.getGenericReturnType();
            case UNI, STAGE -> method.getGenericReturnType() instanceof ParameterizedType generic
                    ? generic.getActualTypeArguments()[0]
                    : Object.class;
        };
    }

    /** {@return what the method returns to the workflow} The call has ended, so that nothing is left to wait for. */
    static Object returned(Method method, Object result) {
        return switch (returned(method)) {
            case UNI -> Uni.createFrom().item(result);
            case STAGE -> CompletableFuture.completedFuture(result);
            default -> result;
        };
    }

    /** {@return the Workflow Type of a class or interface} */
    static String workflowType(Class<?> type) {
        for (Class<?> each : hierarchy(type)) {
            Workflow workflow = each.getAnnotation(Workflow.class);
            if (workflow != null) {
                return workflow.name().isEmpty() ? each.getSimpleName() : workflow.name();
            }
        }
        throw new IllegalArgumentException(type.getName() + " is not a workflow. Put @Workflow on it");
    }

    /** {@return the name of the signal that the method handles} */
    static String signal(Class<?> type, Method method) {
        SignalMethod signal = find(type, method, SignalMethod.class);
        if (signal == null) {
            throw new IllegalArgumentException(type.getName() + "#" + method.getName() + " handles no signal. Put @SignalMethod"
                    + " on it");
        }
        return signal.name().isEmpty() ? method.getName() : signal.name();
    }
}

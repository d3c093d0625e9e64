package io.quarkiverse.activities.workflow.test;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.quarkiverse.activities.workflow.ActivityStub;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkiverse.activities.workflow.runtime.replay.TypedCalls;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;

/** A workflow class, found by reflection as the build of an application finds it. */
final class ReflectiveWorkflow implements WorkflowDefinition {

    private record Reflected(java.lang.reflect.Method method) implements Method {

        @Override
        public List<Type> parameters() {
            return List.of(method.getGenericParameterTypes());
        }

        @Override
        public Object invoke(Object workflow, Object[] arguments) throws Throwable {
            try {
                return method.invoke(workflow, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Map<String, Method> signals = new TreeMap<>();
    private final Map<String, Method> queries = new TreeMap<>();
    private final Map<String, Method> updates = new TreeMap<>();
    private final Map<String, Method> validators = new TreeMap<>();
    private Method method;

    ReflectiveWorkflow(Class<?> type) {
        this.type = type;
        CalledMethods.workflowType(type);
        constructor = Stream.of(type.getDeclaredConstructors()).max(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no constructor: use the class, not an"
                        + " interface"));
        constructor.setAccessible(true);
        for (Class<?> each : CalledMethods.hierarchy(type)) {
            for (java.lang.reflect.Method declared : each.getDeclaredMethods()) {
                add(declared);
            }
        }
        if (method == null) {
            throw new IllegalArgumentException(type.getName() + " has no method with @WorkflowMethod");
        }
    }

    private void add(java.lang.reflect.Method declared) {
        declared.setAccessible(true);
        Reflected found = new Reflected(declared);
        if (declared.isAnnotationPresent(WorkflowMethod.class) && method == null) {
            method = found;
        } else if (declared.isAnnotationPresent(SignalMethod.class)) {
            signals.putIfAbsent(name(declared.getAnnotation(SignalMethod.class).name(), declared), found);
        } else if (declared.isAnnotationPresent(QueryMethod.class)) {
            queries.putIfAbsent(name(declared.getAnnotation(QueryMethod.class).name(), declared), found);
        } else if (declared.isAnnotationPresent(UpdateMethod.class)) {
            updates.putIfAbsent(name(declared.getAnnotation(UpdateMethod.class).name(), declared), found);
        } else if (declared.isAnnotationPresent(UpdateValidator.class)) {
            validators.putIfAbsent(declared.getAnnotation(UpdateValidator.class).value(), found);
        }
    }

    static String name(String given, java.lang.reflect.Method method) {
        return given.isEmpty() ? method.getName() : given;
    }

    @Override
    public Object create(WorkflowContext context, Object[] arguments) throws Throwable {
        List<Object> values = new ArrayList<>();
        int next = 0;
        for (Parameter parameter : constructor.getParameters()) {
            if (parameter.getType() == WorkflowContext.class) {
                values.add(context);
            } else if (parameter.isAnnotationPresent(LocalActivityStub.class)
                    || parameter.isAnnotationPresent(ActivityStub.class)
                    || CalledMethods.hasActivities(parameter.getType())) {
                values.add(stub(parameter, (TypedCalls) context));
            } else {
                values.add(arguments[next++]);
            }
        }
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object stub(Parameter parameter, TypedCalls run) {
        ActivityStub options = parameter.getAnnotation(ActivityStub.class);
        LocalActivityStub local = parameter.getAnnotation(LocalActivityStub.class);
        return Proxies.of(parameter.getType(), (proxy, called, arguments) -> {
            var call = CalledMethods.call(parameter.getType(), called, arguments);
            Object result = local != null ? with(local, run.local(call)).execute()
                    : with(options, run.activity(call)).execute();
            return CalledMethods.returned(called, result);
        });
    }

    private static WorkflowActivity<Object> with(ActivityStub options, WorkflowActivity<Object> call) {
        return options == null ? call
                : call.cancellation(options.cancellation())
                        .startToCloseTimeout(Annotations.duration(options.startToCloseTimeout()))
                        .scheduleToCloseTimeout(Annotations.duration(options.scheduleToCloseTimeout()))
                        .scheduleToStartTimeout(Annotations.duration(options.scheduleToStartTimeout()))
                        .retry(Annotations.retry(options.retry()));
    }

    private static LocalActivity<Object> with(LocalActivityStub options, LocalActivity<Object> call) {
        return call.startToCloseTimeout(Annotations.duration(options.startToCloseTimeout()))
                .scheduleToCloseTimeout(Annotations.duration(options.scheduleToCloseTimeout()))
                .scheduleToStartTimeout(Annotations.duration(options.scheduleToStartTimeout()))
                .retry(Annotations.retry(options.retry()));
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public Method signal(String name) {
        return signals.get(name);
    }

    @Override
    public Method query(String name) {
        return queries.get(name);
    }

    @Override
    public Method update(String name) {
        return updates.get(name);
    }

    @Override
    public Method validator(String updateName) {
        return validators.get(updateName);
    }

    @Override
    public List<String> updateNames() {
        return List.copyOf(updates.keySet());
    }

    @Override
    public String toString() {
        return type.getName();
    }
}

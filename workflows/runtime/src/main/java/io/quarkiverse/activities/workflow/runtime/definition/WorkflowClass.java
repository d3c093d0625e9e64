package io.quarkiverse.activities.workflow.runtime.definition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.replay.TypedCalls;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;

/** A workflow class of this application, or an interface that another application implements. */
public final class WorkflowClass implements WorkflowDefinition {

    private final WorkflowData data;
    private final StubFactory stubs;
    private final Map<MethodKind, Map<String, WorkflowClassMethod>> methods = new EnumMap<>(MethodKind.class);

    WorkflowClass(WorkflowData data, StubFactory stubs) {
        this.data = data;
        this.stubs = stubs;
        for (MethodKind kind : MethodKind.values()) {
            methods.put(kind, new TreeMap<>());
        }
        WorkflowInvoker invoker = data.getInvoker() == null ? null : data.getInvoker().getValue();
        for (MethodData method : data.getMethods()) {
            methods.get(method.getKind()).put(method.getName(), new WorkflowClassMethod(this, method, invoker));
        }
    }

    public String type() {
        return data.getType();
    }

    public int version() {
        return data.getVersion();
    }

    /** {@return the Task Queue; empty for the one of the application} */
    public String taskQueue() {
        return data.getTaskQueue();
    }

    /** {@return the name of the class, or of the interface if no class of this application implements it} */
    public String declaringClass() {
        return data.getDeclaringClass();
    }

    /** {@return whether a class of this application implements it} */
    public boolean isServed() {
        return data.getInvoker() != null;
    }

    /** {@return all methods} */
    public List<WorkflowClassMethod> methods() {
        List<WorkflowClassMethod> all = new ArrayList<>();
        methods.values().forEach(named -> all.addAll(named.values()));
        return all;
    }

    @Override
    public Object create(WorkflowContext context, Object[] arguments) throws Throwable {
        List<ParameterData> parameters = data.getParameters();
        Object[] values = new Object[parameters.size()];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            ParameterData parameter = parameters.get(i);
            values[i] = switch (parameter.getKind()) {
                case CONTEXT -> context;
                case STUB, LOCAL_STUB -> stubs.create(parameter, (TypedCalls) context);
                case ARGUMENT -> arguments[next++];
            };
        }
        return data.getInvoker().getValue().create(values);
    }

    @Override
    public WorkflowClassMethod method() {
        return methods.get(MethodKind.WORKFLOW).values().iterator().next();
    }

    @Override
    public WorkflowClassMethod signal(String name) {
        return methods.get(MethodKind.SIGNAL).get(name);
    }

    @Override
    public WorkflowClassMethod query(String name) {
        return methods.get(MethodKind.QUERY).get(name);
    }

    @Override
    public WorkflowClassMethod update(String name) {
        return methods.get(MethodKind.UPDATE).get(name);
    }

    @Override
    public WorkflowClassMethod validator(String updateName) {
        return methods.get(MethodKind.VALIDATOR).get(updateName);
    }

    @Override
    public List<String> updateNames() {
        return List.copyOf(methods.get(MethodKind.UPDATE).keySet());
    }

    @Override
    public String toString() {
        return type() + " version " + version() + " (" + declaringClass() + ")";
    }
}

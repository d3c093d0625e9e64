package io.quarkiverse.activities.workflow.runtime.definition;

import java.lang.reflect.Type;
import java.util.List;

import io.quarkiverse.activities.runtime.definition.PayloadType;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;

/** A method of a workflow class. */
public final class WorkflowClassMethod implements WorkflowDefinition.Method {

    private final WorkflowClass workflow;
    private final MethodData data;
    private final List<Type> parameters;
    private final Type result;
    private final WorkflowInvoker invoker;

    WorkflowClassMethod(WorkflowClass workflow, MethodData data, WorkflowInvoker invoker) {
        this.workflow = workflow;
        this.data = data;
        this.invoker = invoker;
        parameters = data.getParameters().stream().map(PayloadType::toType).toList();
        result = data.getResult() == null ? null : data.getResult().toType();
    }

    public WorkflowClass workflow() {
        return workflow;
    }

    public MethodKind kind() {
        return data.getKind();
    }

    /** {@return the name of the message; for a validator, that of its update; for the workflow method, that of the method} */
    public String name() {
        return data.getName();
    }

    List<String> keys() {
        return data.getKeys();
    }

    @Override
    public List<Type> parameters() {
        return parameters;
    }

    /** {@return the type of the result, or null for none} */
    public Type result() {
        return result;
    }

    @Override
    public Object invoke(Object instance, Object[] arguments) throws Throwable {
        return invoker.invoke(instance, data.getIndex(), arguments);
    }

    @Override
    public String toString() {
        return workflow.declaringClass() + "#" + name() + " (" + kind().text() + ")";
    }
}

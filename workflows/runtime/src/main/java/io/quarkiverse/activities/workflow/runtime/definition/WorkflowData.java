package io.quarkiverse.activities.workflow.runtime.definition;

import java.util.List;

import io.quarkus.runtime.RuntimeValue;

/**
 * A Workflow Definition as the build found it. It has setters because a recorder writes it into bytecode.
 * <ul>
 * <li>{@code declaringClass} is the class, or an interface that no class of this application implements.
 * <li>{@code taskQueue} is empty for the Task Queue of the application.
 * <li>{@code parameters} are those of the constructor.
 * <li>{@code invoker} is null for an interface.
 * </ul>
 */
public class WorkflowData {

    private String type;
    private int version = 1;
    private String taskQueue = "";
    private String declaringClass;
    private List<ParameterData> parameters = List.of();
    private List<MethodData> methods = List.of();
    private RuntimeValue<WorkflowInvoker> invoker;

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    public String getTaskQueue() {
        return taskQueue;
    }

    public void setTaskQueue(String taskQueue) {
        this.taskQueue = taskQueue;
    }

    public String getDeclaringClass() {
        return declaringClass;
    }

    public void setDeclaringClass(String declaringClass) {
        this.declaringClass = declaringClass;
    }

    public List<ParameterData> getParameters() {
        return parameters;
    }

    public void setParameters(List<ParameterData> parameters) {
        this.parameters = parameters;
    }

    public List<MethodData> getMethods() {
        return methods;
    }

    public void setMethods(List<MethodData> methods) {
        this.methods = methods;
    }

    public RuntimeValue<WorkflowInvoker> getInvoker() {
        return invoker;
    }

    public void setInvoker(RuntimeValue<WorkflowInvoker> invoker) {
        this.invoker = invoker;
    }
}

package io.quarkiverse.activities.runtime.definition;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.activities.ActivityOption;
import io.quarkus.runtime.RuntimeValue;

/**
 * An Activity Definition as the build found it. It has setters because a recorder writes it into bytecode.
 * <ul>
 * <li>{@code declaringClass} is the bean class, or the interface if no bean of this application implements it.
 * <li>{@code methodKey} is that class, {@code #}, and the name and descriptor of the method.
 * <li>{@code methodKeys} contains that key, and the keys by which the stubs of supertypes call the method.
 * <li>{@code options} contains the options that the annotation sets, in the form that {@link OptionParser} describes. Strings
 * may contain expressions.
 * <li>{@code invoker} is null if there is no bean.
 * </ul>
 */
public class DefinitionData {

    private String type;
    private String taskQueue = "";
    private String declaringClass;
    private String methodName;
    private String methodKey;
    private List<String> methodKeys = List.of();
    private List<PayloadType> parameters = List.of();
    private PayloadType result;
    private ReturnKind returnKind;
    private int contextParameter = -1;
    private String onFailure = "";
    private boolean transactional;
    private Threading threading = Threading.DEFAULT;
    private Map<ActivityOption, Object> options = Map.of();
    private RuntimeValue<Invoker<Object, Object>> invoker;

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
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

    public String getMethodName() {
        return methodName;
    }

    public void setMethodName(String methodName) {
        this.methodName = methodName;
    }

    public String getMethodKey() {
        return methodKey;
    }

    public void setMethodKey(String methodKey) {
        this.methodKey = methodKey;
    }

    public List<String> getMethodKeys() {
        return methodKeys;
    }

    public void setMethodKeys(List<String> methodKeys) {
        this.methodKeys = methodKeys;
    }

    public List<PayloadType> getParameters() {
        return parameters;
    }

    public void setParameters(List<PayloadType> parameters) {
        this.parameters = parameters;
    }

    public PayloadType getResult() {
        return result;
    }

    public void setResult(PayloadType result) {
        this.result = result;
    }

    public ReturnKind getReturnKind() {
        return returnKind;
    }

    public void setReturnKind(ReturnKind returnKind) {
        this.returnKind = returnKind;
    }

    public int getContextParameter() {
        return contextParameter;
    }

    public void setContextParameter(int contextParameter) {
        this.contextParameter = contextParameter;
    }

    public String getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(String onFailure) {
        this.onFailure = onFailure;
    }

    public boolean isTransactional() {
        return transactional;
    }

    public void setTransactional(boolean transactional) {
        this.transactional = transactional;
    }

    public Threading getThreading() {
        return threading;
    }

    public void setThreading(Threading threading) {
        this.threading = threading;
    }

    public Map<ActivityOption, Object> getOptions() {
        return options;
    }

    public void setOptions(Map<ActivityOption, Object> options) {
        this.options = options;
    }

    public RuntimeValue<Invoker<Object, Object>> getInvoker() {
        return invoker;
    }

    public void setInvoker(RuntimeValue<Invoker<Object, Object>> invoker) {
        this.invoker = invoker;
    }
}

package io.quarkiverse.activities.runtime.definition;

import java.lang.reflect.Type;
import java.util.List;

import jakarta.enterprise.invoke.Invoker;

/**
 * An Activity Definition, with its options resolved.
 */
public final class ActivityDefinition {

    private final DefinitionData data;
    private final List<Type> parameters;
    private final Type result;
    private final String annotatedQueue;
    private final OptionLayer options;
    private final Invoker<Object, Object> invoker;

    /**
     * @param annotatedQueue the Task Queue as long as configuration does not move it
     * @param options resolved and checked, the Task Queue among them
     */
    ActivityDefinition(DefinitionData data, String annotatedQueue, OptionLayer options) {
        this.data = data;
        this.annotatedQueue = annotatedQueue;
        this.options = options;
        this.parameters = data.getParameters().stream().map(PayloadType::toType).toList();
        this.result = data.getResult() == null ? null : data.getResult().toType();
        this.invoker = data.getInvoker() == null ? null : data.getInvoker().getValue();
    }

    public String type() {
        return data.getType();
    }

    public String taskQueue() {
        return options.taskQueue();
    }

    /** {@return what configuration calls this definition where its type alone is not enough} */
    String key() {
        return ConfiguredOptions.key(annotatedQueue, type());
    }

    /** {@return the Task Queue it is bound to unless configuration moves it} */
    String annotatedQueue() {
        return annotatedQueue;
    }

    /** {@return the name of the bean class or, for a definition that nothing here serves, of the interface} */
    public String declaringClass() {
        return data.getDeclaringClass();
    }

    public String methodName() {
        return data.getMethodName();
    }

    /** {@return the declaring class, {@code #}, the method's name and descriptor} */
    public String methodKey() {
        return data.getMethodKey();
    }

    List<String> methodKeys() {
        return data.getMethodKeys();
    }

    /** {@return the types of the arguments, without an {@code ActivityContext}} */
    public List<Type> parameters() {
        return parameters;
    }

    /** {@return where among the method's parameters the {@code ActivityContext} stands, or -1} */
    public int contextParameter() {
        return data.getContextParameter();
    }

    /** {@return the type of the result, of what a Uni or CompletionStage yields; null for none} */
    public Type result() {
        return result;
    }

    public ReturnKind returnKind() {
        return data.getReturnKind();
    }

    /** {@return the type that is started when an execution closes without a result; empty for none} */
    public String onFailure() {
        return data.getOnFailure();
    }

    public boolean isTransactional() {
        return data.isTransactional();
    }

    public Threading threading() {
        return data.getThreading();
    }

    /** {@return the options that hold where a call sets none: configuration over annotation over defaults} */
    public OptionLayer options() {
        return options;
    }

    /** {@return whether there is a bean here to run it} */
    public boolean isServed() {
        return invoker != null;
    }

    /**
     * {@return what runs the method, interceptors included; the instance is looked up, so pass null for it. Null where there
     * is no bean}
     */
    public Invoker<Object, Object> invoker() {
        return invoker;
    }

    /** {@return class#method, for messages} */
    public String method() {
        return declaringClass() + "#" + methodName();
    }

    @Override
    public String toString() {
        return taskQueue() + "/" + type() + " (" + method() + ")";
    }
}

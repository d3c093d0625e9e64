package io.quarkiverse.activities.runtime.definition;

import java.lang.reflect.Type;
import java.util.List;

import jakarta.enterprise.invoke.Invoker;

/** An Activity Definition with its resolved options. */
public final class ActivityDefinition {

    private final DefinitionData data;
    private final List<Type> parameters;
    private final Type result;
    private final String annotatedQueue;
    private final OptionLayer options;
    private final Invoker<Object, Object> invoker;

    /**
     * @param annotatedQueue the Task Queue of the annotations, or the default one, before configuration for the type
     * @param options the resolved and validated options, including the Task Queue
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

    /** {@return the key by which configuration selects this definition if several Task Queues have its type} */
    String key() {
        return ConfiguredOptions.key(annotatedQueue, type());
    }

    /** {@return the Task Queue that it is bound to unless configuration selects another one} */
    String annotatedQueue() {
        return annotatedQueue;
    }

    /** {@return the name of the bean class, or of the interface if no bean of this application implements it} */
    public String declaringClass() {
        return data.getDeclaringClass();
    }

    public String methodName() {
        return data.getMethodName();
    }

    /** {@return the key of the method: the declaring class, {@code #}, and the name and descriptor of the method} */
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

    /** {@return the index of the {@code ActivityContext} among the parameters of the method, or -1} */
    public int contextParameter() {
        return data.getContextParameter();
    }

    /** {@return the type of the result, which is the item of a Uni or CompletionStage; null for none} */
    public Type result() {
        return result;
    }

    public ReturnKind returnKind() {
        return data.getReturnKind();
    }

    /** {@return the Activity Type to start when an execution closes without a result; empty for none} */
    public String onFailure() {
        return data.getOnFailure();
    }

    public boolean isTransactional() {
        return data.isTransactional();
    }

    public Threading threading() {
        return data.getThreading();
    }

    /**
     * {@return the options that apply unless a call overrides them} Configuration wins over the annotation, which wins over the
     * defaults.
     */
    public OptionLayer options() {
        return options;
    }

    /** {@return whether a bean of this application implements it} */
    public boolean isServed() {
        return invoker != null;
    }

    /**
     * {@return the invoker of the method, or null if no bean of this application implements it} The invoker calls the
     * interceptors of the method and looks up the bean instance itself, so pass null as the instance.
     */
    public Invoker<Object, Object> invoker() {
        return invoker;
    }

    /** {@return {@code class#method}, for messages} */
    public String method() {
        return declaringClass() + "#" + methodName();
    }

    @Override
    public String toString() {
        return taskQueue() + "/" + type() + " (" + method() + ")";
    }
}

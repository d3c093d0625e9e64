package io.quarkiverse.activities.runtime.definition;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.invoke.Invoker;

/**
 * An Activity Definition, with its options parsed. Options that are null are not set here.
 */
public final class ActivityDefinition {

    private final DefinitionData data;
    private final String taskQueue;
    private final List<Type> parameters;
    private final Type result;
    private final Duration startToCloseTimeout;
    private final Duration scheduleToCloseTimeout;
    private final Duration scheduleToStartTimeout;
    private final Duration heartbeatTimeout;
    private final Duration initialInterval;
    private final Double backoffCoefficient;
    private final Duration maximumInterval;
    private final Integer maximumAttempts;
    private final List<String> nonRetryableTypes;
    private final Invoker<Object, Object> invoker;

    /** The options and the queue must have been resolved and checked. */
    ActivityDefinition(DefinitionData data, String taskQueue, OptionData options) {
        this.data = data;
        this.taskQueue = taskQueue;
        this.parameters = data.getParameters().stream().map(PayloadType::toType).toList();
        this.result = data.getResult() == null ? null : data.getResult().toType();
        this.startToCloseTimeout = parse(options.getStartToCloseTimeout());
        this.scheduleToCloseTimeout = parse(options.getScheduleToCloseTimeout());
        this.scheduleToStartTimeout = parse(options.getScheduleToStartTimeout());
        this.heartbeatTimeout = parse(options.getHeartbeatTimeout());
        this.initialInterval = parse(options.getInitialInterval());
        this.backoffCoefficient = options.getBackoffCoefficient() == 0 ? null : options.getBackoffCoefficient();
        this.maximumInterval = parse(options.getMaximumInterval());
        this.maximumAttempts = options.getMaximumAttempts() == 0 ? null : options.getMaximumAttempts();
        this.nonRetryableTypes = options.getNonRetryableTypes().isEmpty() ? null
                : List.copyOf(options.getNonRetryableTypes());
        this.invoker = data.getInvoker() == null ? null : data.getInvoker().getValue();
    }

    private static Duration parse(String value) {
        return OptionRules.duration("", value, problem -> {
        });
    }

    public String type() {
        return data.getType();
    }

    public String taskQueue() {
        return taskQueue;
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

    public boolean isTransactional() {
        return data.isTransactional();
    }

    public Threading threading() {
        return data.getThreading();
    }

    public Duration startToCloseTimeout() {
        return startToCloseTimeout;
    }

    public Duration scheduleToCloseTimeout() {
        return scheduleToCloseTimeout;
    }

    public Duration scheduleToStartTimeout() {
        return scheduleToStartTimeout;
    }

    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    public Duration initialInterval() {
        return initialInterval;
    }

    public Double backoffCoefficient() {
        return backoffCoefficient;
    }

    public Duration maximumInterval() {
        return maximumInterval;
    }

    public Integer maximumAttempts() {
        return maximumAttempts;
    }

    public List<String> nonRetryableTypes() {
        return nonRetryableTypes;
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
        return taskQueue + "/" + type() + " (" + method() + ")";
    }
}

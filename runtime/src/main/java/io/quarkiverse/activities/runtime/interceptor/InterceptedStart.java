package io.quarkiverse.activities.runtime.interceptor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.spi.ActivityClientInterceptor.ActivityStart;

/** Implements {@link ActivityStart}, which client interceptors receive. */
public final class InterceptedStart implements ActivityStart {

    private final String activityType;
    private final String activityId;
    private final String taskQueue;
    private final Object[] arguments;
    private final Map<String, String> header;

    InterceptedStart(String activityType, String activityId, String taskQueue, Object[] arguments, Map<String, String> header) {
        this.activityType = activityType;
        this.activityId = activityId;
        this.taskQueue = taskQueue;
        this.arguments = arguments;
        this.header = header;
    }

    @Override
    public String activityType() {
        return activityType;
    }

    @Override
    public String activityId() {
        return activityId;
    }

    @Override
    public String taskQueue() {
        return taskQueue;
    }

    @Override
    public List<Object> arguments() {
        return Arrays.asList(arguments);
    }

    /** {@return the arguments, including changes by interceptors} */
    public Object[] toArray() {
        return arguments;
    }

    @Override
    public Map<String, String> header() {
        return header;
    }
}

package io.quarkiverse.activities.runtime.definition;

import java.util.List;

/**
 * The options of an {@code @Activity} as they were written: empty strings and zeros mean "not set", strings may hold
 * expressions. A bean with setters, because a recorder writes it into bytecode.
 */
public class OptionData {

    private String startToCloseTimeout = "";
    private String scheduleToCloseTimeout = "";
    private String scheduleToStartTimeout = "";
    private String heartbeatTimeout = "";
    private String initialInterval = "";
    private double backoffCoefficient;
    private String maximumInterval = "";
    private int maximumAttempts;
    private List<String> nonRetryableTypes = List.of();

    public String getStartToCloseTimeout() {
        return startToCloseTimeout;
    }

    public void setStartToCloseTimeout(String startToCloseTimeout) {
        this.startToCloseTimeout = startToCloseTimeout;
    }

    public String getScheduleToCloseTimeout() {
        return scheduleToCloseTimeout;
    }

    public void setScheduleToCloseTimeout(String scheduleToCloseTimeout) {
        this.scheduleToCloseTimeout = scheduleToCloseTimeout;
    }

    public String getScheduleToStartTimeout() {
        return scheduleToStartTimeout;
    }

    public void setScheduleToStartTimeout(String scheduleToStartTimeout) {
        this.scheduleToStartTimeout = scheduleToStartTimeout;
    }

    public String getHeartbeatTimeout() {
        return heartbeatTimeout;
    }

    public void setHeartbeatTimeout(String heartbeatTimeout) {
        this.heartbeatTimeout = heartbeatTimeout;
    }

    public String getInitialInterval() {
        return initialInterval;
    }

    public void setInitialInterval(String initialInterval) {
        this.initialInterval = initialInterval;
    }

    public double getBackoffCoefficient() {
        return backoffCoefficient;
    }

    public void setBackoffCoefficient(double backoffCoefficient) {
        this.backoffCoefficient = backoffCoefficient;
    }

    public String getMaximumInterval() {
        return maximumInterval;
    }

    public void setMaximumInterval(String maximumInterval) {
        this.maximumInterval = maximumInterval;
    }

    public int getMaximumAttempts() {
        return maximumAttempts;
    }

    public void setMaximumAttempts(int maximumAttempts) {
        this.maximumAttempts = maximumAttempts;
    }

    public List<String> getNonRetryableTypes() {
        return nonRetryableTypes;
    }

    public void setNonRetryableTypes(List<String> nonRetryableTypes) {
        this.nonRetryableTypes = nonRetryableTypes;
    }
}

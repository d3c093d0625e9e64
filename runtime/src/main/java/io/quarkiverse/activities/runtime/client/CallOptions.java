package io.quarkiverse.activities.runtime.client;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;

/** The options of a call, and what they become on top of the definition. Null means "not set here". */
final class CallOptions {

    String taskQueue;
    Duration startToClose;
    Duration scheduleToClose;
    Duration scheduleToStart;
    Duration heartbeat;
    Duration startDelay = Duration.ZERO;
    int priority;
    RetryOptions retry = RetryOptions.create();

    /** {@return the options to start with: the call's, else the definition's} */
    Options over(ActivityDefinition definition, String queue) {
        ActivityDefinition d = definition;
        return new Options(queue,
                first(scheduleToClose, d == null ? null : d.scheduleToCloseTimeout()),
                first(scheduleToStart, d == null ? null : d.scheduleToStartTimeout()),
                first(startToClose, d == null ? null : d.startToCloseTimeout()),
                first(heartbeat, d == null ? null : d.heartbeatTimeout()),
                startDelay, priority, retry(d));
    }

    private RetryRules retry(ActivityDefinition d) {
        Double coefficient = retry.backoffCoefficient() != null || d == null ? retry.backoffCoefficient()
                : d.backoffCoefficient();
        Integer attempts = retry.maximumAttempts() != null || d == null ? retry.maximumAttempts() : d.maximumAttempts();
        List<String> types = retry.nonRetryableTypes() != null || d == null ? retry.nonRetryableTypes()
                : d.nonRetryableTypes();
        return new RetryRules(first(retry.initialInterval(), d == null ? null : d.initialInterval()),
                coefficient == null ? 0 : coefficient,
                first(retry.maximumInterval(), d == null ? null : d.maximumInterval()),
                attempts == null ? 0 : attempts, types == null ? List.of() : types);
    }

    private static Duration first(Duration mine, Duration theirs) {
        return mine != null ? mine : theirs != null ? theirs : Duration.ZERO;
    }
}

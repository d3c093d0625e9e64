package io.quarkiverse.activities.workflow.test;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.runtime.definition.OptionParser;
import io.quarkus.runtime.configuration.DurationConverter;

/** Reads options of annotations. There is no configuration, so property expressions count as not set. */
final class Annotations {

    private Annotations() {
    }

    /** {@return the duration, or null if it is not set} */
    static Duration duration(String text) {
        return text.isBlank() || OptionParser.isExpression(text) ? null : DurationConverter.parseDuration(text.strip());
    }

    /** {@return the policy, or null if nothing is set} */
    static RetryOptions retry(RetryPolicy policy) {
        RetryOptions retry = RetryOptions.create();
        Duration initialInterval = duration(policy.initialInterval());
        if (initialInterval != null) {
            retry = retry.initialInterval(initialInterval);
        }
        if (policy.backoffCoefficient() != 0) {
            retry = retry.backoffCoefficient(policy.backoffCoefficient());
        }
        Duration maximumInterval = duration(policy.maximumInterval());
        if (maximumInterval != null) {
            retry = retry.maximumInterval(maximumInterval);
        }
        if (policy.maximumAttempts() != 0) {
            retry = retry.maximumAttempts(policy.maximumAttempts());
        }
        if (policy.nonRetryable().length > 0) {
            retry = retry.nonRetryable(policy.nonRetryable());
        }
        if (policy.nonRetryableTypes().length > 0) {
            retry = retry.nonRetryableTypes(policy.nonRetryableTypes());
        }
        return retry.equals(RetryOptions.create()) ? null : retry;
    }
}

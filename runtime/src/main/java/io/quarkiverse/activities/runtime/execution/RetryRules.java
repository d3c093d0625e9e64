package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.util.List;

/**
 * A retry policy as the engine keeps it. Zero means "not set" before normalisation; afterwards a maximum of zero attempts
 * means "no limit" and a maximum interval of zero means "no cap".
 */
public record RetryRules(Duration initialInterval, double backoffCoefficient, Duration maximumInterval, int maximumAttempts,
        List<String> nonRetryableTypes) {

    public static final RetryRules UNSET = new RetryRules(Duration.ZERO, 0, Duration.ZERO, 0, List.of());
}

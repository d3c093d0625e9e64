package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;

/** Finds out the options of an activity: each from its call, or else from the annotation of its method. */
final class VirtualOptions {

    private static final Duration UNLIMITED = Duration.ofDays(100 * 365);

    private VirtualOptions() {
    }

    /**
     * {@return the options of an activity} Without any timeout, an attempt may take as long as the test says. Nobody sends
     * heartbeats, so there is no heartbeat timeout.
     *
     * @param definition null if there is none
     */
    static Options of(ActivitySpec call, Activity definition) {
        Duration startToClose = call.startToClose();
        Duration scheduleToClose = call.scheduleToClose();
        Duration scheduleToStart = call.scheduleToStart();
        RetryOptions retry = null;
        if (definition != null) {
            startToClose = or(startToClose, definition.startToCloseTimeout());
            scheduleToClose = or(scheduleToClose, definition.scheduleToCloseTimeout());
            scheduleToStart = or(scheduleToStart, definition.scheduleToStartTimeout());
            retry = Annotations.retry(definition.retry());
        }
        boolean limited = isSet(startToClose) || isSet(scheduleToClose);
        return new Options("test", scheduleToClose, scheduleToStart, limited ? startToClose : UNLIMITED, null, null, 0,
                rules(Stream.of(call.retry(), retry).filter(Objects::nonNull).toList()));
    }

    private static Duration or(Duration timeout, String definition) {
        return timeout != null ? timeout : Annotations.duration(definition);
    }

    private static boolean isSet(Duration timeout) {
        return timeout != null && !timeout.isZero();
    }

    private static RetryRules rules(List<RetryOptions> layers) {
        return new RetryRules(first(layers, RetryOptions::initialInterval, Duration.ZERO),
                first(layers, RetryOptions::backoffCoefficient, 0.0),
                first(layers, RetryOptions::maximumInterval, Duration.ZERO),
                first(layers, RetryOptions::maximumAttempts, 0), first(layers, RetryOptions::nonRetryable, List.of()),
                first(layers, RetryOptions::nonRetryableTypes, List.of()));
    }

    private static <T> T first(List<RetryOptions> layers, Function<RetryOptions, T> option, T none) {
        return layers.stream().map(option).filter(Objects::nonNull).findFirst().orElse(none);
    }
}

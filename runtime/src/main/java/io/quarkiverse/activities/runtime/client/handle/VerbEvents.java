package io.quarkiverse.activities.runtime.client.handle;

import java.util.Objects;

import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.OptionsChange;
import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.Payload;

/** Translates the verbs of the client into events of the state machine. */
public final class VerbEvents {

    private VerbEvents() {
    }

    /** The reason also becomes the details of the outcome if no attempt is in progress. */
    public static Event cancel(RequestOptions request, Payloads payloads, String identity) {
        check(request);
        return new Event.RequestCancel(request.reason(), Payload.ofNullable(payloads.write(request.reason())),
                request.requestId(), Objects.requireNonNullElse(request.identity(), identity));
    }

    public static Event terminate(RequestOptions request, String identity) {
        check(request);
        return new Event.Terminate(request.reason(), request.requestId(),
                Objects.requireNonNullElse(request.identity(), identity));
    }

    public static Event pause(RequestOptions request, String identity) {
        check(request);
        return new Event.Pause(request.reason(), request.requestId(),
                Objects.requireNonNullElse(request.identity(), identity));
    }

    public static Event unpause(RequestOptions request, String identity) {
        check(request);
        return new Event.Unpause(request.reason(), request.requestId(),
                Objects.requireNonNullElse(request.identity(), identity));
    }

    public static Event reset(ResetOptions options, String identity) {
        check(options.reason(), options.requestId(), options.identity());
        return new Event.Reset(options.isKeepPaused(), options.isResetHeartbeat(), options.isRestoreOriginalOptions(),
                options.reason(), options.requestId(), Objects.requireNonNullElse(options.identity(), identity));
    }

    public static Event updateOptions(OptionsUpdate update, String identity) {
        check(update.reason(), update.requestId(), update.identity());
        String by = Objects.requireNonNullElse(update.identity(), identity);
        OptionsChange change = new OptionsChange(update.taskQueue(), update.scheduleToCloseTimeout(),
                update.scheduleToStartTimeout(), update.startToCloseTimeout(), update.heartbeatTimeout(), update.startDelay(),
                update.priority(), retry(update));
        if (!update.isRestoreOriginal()) {
            return new Event.UpdateOptions(change, update.reason(), update.requestId(), by);
        }
        if (!change.isEmpty()) {
            throw new IllegalArgumentException("An update that restores the original options cannot set other options. Restore"
                    + " them first, and set the others with a second update.");
        }
        return new Event.RestoreOptions(update.reason(), update.requestId(), by);
    }

    public static void check(RequestOptions request) {
        check(request.reason(), request.requestId(), request.identity());
    }

    private static void check(String reason, String requestId, String identity) {
        Identifiers.checkLength("reason", reason);
        Identifiers.checkIfGiven("request id", requestId);
        Identifiers.checkIfGiven("identity", identity);
    }

    private static RetryChange retry(OptionsUpdate update) {
        RetryOptions retry = update.retry() == null ? RetryOptions.create() : update.retry();
        if (retry.nonRetryable() != null || retry.nonRetryableTypes() != null) {
            throw new IllegalArgumentException("The non-retryable types of an execution cannot be changed. Leave them out.");
        }
        return new RetryChange(update.isRetryCleared(), retry.initialInterval(), retry.backoffCoefficient(),
                retry.maximumInterval(), retry.maximumAttempts());
    }
}

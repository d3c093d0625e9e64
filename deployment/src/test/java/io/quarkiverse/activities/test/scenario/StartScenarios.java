package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.RetryOptions;

/** Scenarios about the validation and normalization of options at the start. */
interface StartScenarios extends ScenarioSupport {

    /** Another queue that is served. */
    String SECOND_QUEUE = "second";

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** {@return a call without the timeout of the annotation} */
    private ActivityCall<String> untimed() {
        return act().startToCloseTimeout(Duration.ZERO);
    }

    private ActivityDescription normalised(ActivityCall<String> call) {
        ActivityHandle<String> handle = waiting(call);
        ActivityDescription described = handle.describe();
        handle.terminate("no longer needed");
        return described;
    }

    @Scenario(1)
    default void aStartWithoutALimitIsRefused() {
        String why = "Activity Act cannot be started: Neither a start-to-close nor a schedule-to-close timeout is set. "
                + "Set at least one of them";
        assertInvalid(() -> untimed().start(), why);
        assertInvalid(() -> untimed().scheduleToStartTimeout(seconds(10)).heartbeatTimeout(seconds(10)).start(), why);
    }

    @Scenario(2)
    default void scheduleToCloseIsTheDefaultOfOtherTimeouts() {
        ActivityDescription described = normalised(untimed().scheduleToCloseTimeout(LONG));
        assertThat(described.scheduleToCloseTimeout()).isEqualTo(LONG);
        assertThat(described.scheduleToStartTimeout()).isEqualTo(LONG);
        assertThat(described.startToCloseTimeout()).isEqualTo(LONG);
        assertThat(described.heartbeatTimeout()).isZero();
    }

    @Scenario(4)
    default void scheduleToCloseCapsOtherTimeouts() {
        ActivityDescription described = normalised(act().scheduleToCloseTimeout(LONG).startToCloseTimeout(seconds(80))
                .scheduleToStartTimeout(seconds(70)));
        assertThat(described.scheduleToCloseTimeout()).isEqualTo(LONG);
        assertThat(described.startToCloseTimeout()).isEqualTo(LONG);
        assertThat(described.scheduleToStartTimeout()).isEqualTo(LONG);
    }

    @Scenario(5)
    default void startToCloseCapsTheHeartbeatTimeout() {
        ActivityDescription described = normalised(act().startToCloseTimeout(seconds(10)).heartbeatTimeout(seconds(60)));
        assertThat(described.startToCloseTimeout()).isEqualTo(seconds(10));
        assertThat(described.heartbeatTimeout()).isEqualTo(seconds(10));
        assertThat(described.scheduleToCloseTimeout()).isZero();
        assertThat(described.scheduleToStartTimeout()).isZero();
    }

    @Scenario(7)
    default void aNegativeStartDelayIsRefused() {
        assertInvalid(() -> act().startDelay(seconds(-1)).start(), "The start delay must not be negative, but is PT-1S");
    }

    @Scenario(8)
    default void aMaximumIntervalBelowTheInitialOneIsRefused() {
        assertRetryRefused(RetryOptions.create().initialInterval(seconds(10)).maximumInterval(seconds(1)),
                "maximum interval, PT1S, is shorter than its initial interval, PT10S");
    }

    @Scenario(10)
    default void aNegativeNumberOfAttemptsIsRefused() {
        assertRetryRefused(attempts(-1), "maximum attempts must not be negative, but is -1");
    }

    @Scenario(11)
    default void anUnknownTimeoutTypeIsRefused() {
        assertRetryRefused(RetryOptions.create().nonRetryableTypes("TemporalTimeout:Nope"),
                "non-retryable type \"TemporalTimeout:Nope\" names no timeout");
    }

    private void assertRetryRefused(RetryOptions retry, String why) {
        assertInvalid(() -> act().retry(retry).start(), "Activity Act cannot be started: The retry policy's " + why);
    }

    /** A start has no identity in this extension; {@link CancelScenarios} tests the identities of requests and reports. */
    @Scenario(14)
    default void tooLongValuesAreRefused() {
        String tooLong = "x".repeat(1_001);
        assertInvalid(() -> act().requestId(tooLong).start(),
                "The request id takes 1001 bytes in UTF-8, but no more than 1000");
        assertInvalid(() -> act().id(tooLong).start(), "The Activity Id takes 1001 bytes in UTF-8, but no more than 1000");
        assertInvalid(() -> activities().call(tooLong, Void.class).taskQueue("nobody's").start(),
                "The Activity Type takes 1001 bytes in UTF-8, but no more than 1000");
        assertInvalid(
                () -> activities().call(FlakyActivities.class, f -> f.failAfter("x".repeat(2 * 1024 * 1024), 0))
                        .start(),
                "The input of activity FailAfter takes 2097158 bytes, more than the limit of 2097152");
        assertThat(normalised(act().requestId("x".repeat(1_000))).attempt()).isEqualTo(1);
    }

    @Scenario(23)
    default void oneTimeoutIsEnough() {
        assertThat(done().startToCloseTimeout(Duration.ZERO).scheduleToCloseTimeout(LONG).execute()).isEqualTo("done");
        assertThat(done().startToCloseTimeout(LONG).execute()).isEqualTo("done");
    }

    private ActivityCall<String> done() {
        return activities().call(FlakyActivities.class, f -> f.failAfter("input", 0));
    }

    /** Plays the part about the queue and the context, because there are neither namespaces nor workflows. */
    @Scenario(25)
    default void theContextDescribesTheAttempt() {
        ActivityHandle<String> handle = act().taskQueue(SECOND_QUEUE).heartbeatTimeout(seconds(30)).priority(2).start();
        ScenarioAttempt attempt = poll(handle);
        ActivityInfo info = attempt.context().info();
        assertThat(info.activityId()).isEqualTo(handle.id());
        assertThat(info.runId()).isEqualTo(handle.runId());
        assertThat(info.activityType()).isEqualTo("Act");
        assertThat(info.taskQueue()).isEqualTo(SECOND_QUEUE);
        assertThat(info.attempt()).isEqualTo(1);
        assertThat(info.priority()).isEqualTo(2);
        ActivityDescription described = handle.describe();
        assertThat(info.scheduledTime()).isEqualTo(described.scheduledTime());
        assertThat(info.startedTime()).isEqualTo(described.lastStartedTime().orElseThrow());
        assertThat(info.scheduleToCloseTimeout()).isEqualTo(described.scheduleToCloseTimeout());
        assertThat(info.startToCloseTimeout()).isEqualTo(described.startToCloseTimeout());
        assertThat(info.heartbeatTimeout()).isEqualTo(described.heartbeatTimeout());
        handle.terminate("no longer needed");
    }
}

package io.quarkiverse.activities.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.AttemptFailure;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;

/** Tests timelines. Times are in seconds since the start; the first backoff takes 2 s, and each further one twice as long. */
class TimelineTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Map<String, Object> description = new HashMap<>(Map.of(
            "scheduledTime", START, "startDelay", Duration.ZERO, "status", ActivityStatus.RUNNING, "attempt", 1,
            "retry", RetryOptions.create().initialInterval(Duration.ofSeconds(2)).backoffCoefficient(2)
                    .maximumInterval(Duration.ofMinutes(1)).maximumAttempts(0)));
    private final List<AttemptFailure> failures = new ArrayList<>();

    @Test
    void waitsForAWorker() {
        now(ActivityRunState.SCHEDULED, 1);
        assertThat(drawn()).containsExactly("WAITING 1 0-?");
    }

    @Test
    void isDelayed() {
        description.put("startDelay", Duration.ofSeconds(30));
        now(ActivityRunState.SCHEDULED, 1);
        description.put("nextAttemptTime", at(30));
        assertThat(drawn()).containsExactly("DELAY 1 0-30");
    }

    @Test
    void isTerminatedWhileItIsDelayed() {
        description.put("startDelay", Duration.ofSeconds(30));
        closed(ActivityStatus.TERMINATED, 1, 10);
        assertThat(drawn()).containsExactly("DELAY 1 0-10");
    }

    @Test
    void runsItsFirstAttempt() {
        now(ActivityRunState.STARTED, 1);
        description.put("lastStartedTime", at(1));
        assertThat(drawn()).containsExactly("WAITING 1 0-1", "RUNNING 1 1-?");
    }

    @Test
    void completesAfterBackoffsAndWaits() {
        failed(1, 0, 1);
        failed(2, 3, 4);
        description.put("lastStartedTime", at(10));
        closed(ActivityStatus.COMPLETED, 3, 12);
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "BACKOFF 2 1-3", "RUNNING 2 3-4 FAILED", "BACKOFF 3 4-8",
                "WAITING 3 8-10", "RUNNING 3 10-12 COMPLETED");
    }

    @Test
    void failsWithItsLastAttempt() {
        failed(1, 1, 2);
        description.put("lastStartedTime", at(1));
        closed(ActivityStatus.FAILED, 1, 2);
        assertThat(drawn()).containsExactly("WAITING 1 0-1", "RUNNING 1 1-2 FAILED");
    }

    @Test
    void backsOffUntilTheNextAttemptTime() {
        failed(1, 0, 1);
        description.put("lastStartedTime", at(0));
        now(ActivityRunState.SCHEDULED, 2);
        description.put("nextAttemptTime", at(6));
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "BACKOFF 2 1-6");
    }

    @Test
    void backsOffForTheDelayOfTheFailure() {
        failures.add(new AttemptFailure(1, at(0), at(1), "node", RecordedFailure.of(new Failure(Failure.Kind.APPLICATION,
                "busy", "Busy", false, Duration.ofSeconds(7), false, null, null, null, null, null), null)));
        description.put("lastStartedTime", at(9));
        now(ActivityRunState.STARTED, 2);
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "BACKOFF 2 1-8", "WAITING 2 8-9", "RUNNING 2 9-?");
    }

    @Test
    void waitsAfterItsBackoff() {
        failed(1, 0, 1);
        description.put("lastStartedTime", at(0));
        now(ActivityRunState.SCHEDULED, 2);
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "BACKOFF 2 1-3", "WAITING 2 3-?");
    }

    @Test
    void restartsAtAttemptOneWithoutABackoff() {
        failed(1, 0, 1);
        failed(2, 3, 4);
        description.put("lastStartedTime", at(5));
        now(ActivityRunState.STARTED, 1);
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "BACKOFF 2 1-3", "RUNNING 2 3-4 FAILED", "WAITING 1 4-5",
                "RUNNING 1 5-?");
    }

    @Test
    void isPausedAfterAnAttempt() {
        failed(1, 0, 1);
        description.put("lastStartedTime", at(0));
        description.put("status", ActivityStatus.PAUSED);
        now(ActivityRunState.PAUSED, 2);
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "PAUSED 2 1-?");
    }

    @Test
    void marksAttemptsMissingFromTheHistory() {
        failed(1, 0, 1);
        failed(40, 100, 101);
        description.put("lastStartedTime", at(100));
        closed(ActivityStatus.TERMINATED, 41, 110);
        assertThat(drawn()).containsExactly("RUNNING 1 0-1 FAILED", "FORGOTTEN 40 1-100", "RUNNING 40 100-101 FAILED",
                "BACKOFF 41 101-110");
    }

    @Test
    void distinguishesTimeoutsFromFailures() {
        failures.add(new AttemptFailure(1, at(0), at(5), "node",
                RecordedFailure.of(Failure.timeout(TimeoutType.START_TO_CLOSE, "too slow"), null)));
        closed(ActivityStatus.TIMED_OUT, 1, 5);
        assertThat(drawn()).containsExactly("RUNNING 1 0-5 TIMED_OUT");
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private void failed(int attempt, long from, long to) {
        failures.add(new AttemptFailure(attempt, at(from), at(to), "node",
                RecordedFailure.of(Failure.application("java.lang.Exception", "no"), null)));
    }

    private void now(ActivityRunState state, int attempt) {
        description.put("runState", state);
        description.put("attempt", attempt);
    }

    private void closed(ActivityStatus status, int attempt, long time) {
        description.put("status", status);
        description.put("attempt", attempt);
        description.put("closedTime", at(time));
    }

    private List<String> drawn() {
        description.put("failures", failures);
        ActivityDescription execution = (ActivityDescription) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { ActivityDescription.class }, (proxy, method, arguments) -> {
                    Object value = description.get(method.getName());
                    return method.getReturnType() == Optional.class ? Optional.ofNullable(value) : value;
                });
        return Timeline.of(execution).stream().map(TimelineTest::text).toList();
    }

    private static String text(Phase phase) {
        return phase.kind() + " " + phase.attempt() + " " + seconds(phase.from()) + "-" + seconds(phase.to())
                + (phase.end() == null ? "" : " " + phase.end());
    }

    private static String seconds(Instant time) {
        return time == null ? "?" : String.valueOf(Duration.between(START, time).toSeconds());
    }
}

package io.quarkiverse.activities.test.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.test.payload.FailureDetailsActivities.Reason;
import io.quarkiverse.activities.test.scenario.Scenario;

/** Tests the details, causes and messages of failures for all readers. */
abstract class FailureDetails extends PayloadTypes {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    FailureDetailsActivities failing;

    @Test
    void detailsAreReadByIndexAndType() throws Exception {
        ActivityHandle<Void> handle = started(
                activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::decline), 3);
        assertDetails(failure(handle));
        assertDetails((ApplicationFailure) handle.describe().failure().orElseThrow());
        assertDetails((ApplicationFailure) handle.describe().failures().get(0).failure());
        assertThat(handle.describe().attempt()).as("non-retryable").isEqualTo(1);
    }

    private static void assertDetails(ApplicationFailure failure) {
        assertThat(failure).hasMessage("declined");
        assertThat(failure.type()).isEqualTo("CardDeclined");
        assertThat(failure.detailsCount()).isEqualTo(3);
        assertThat(failure.details(String.class)).contains("d1");
        assertThat(failure.details(1, Integer.class)).contains(2);
        assertThat(failure.details(2, Reason.class)).contains(new Reason("r", List.of(1, 2)));
        assertThat(failure.data().details()).hasToString("[\"d1\",2,{\"code\":\"r\",\"limits\":[1,2]}]");
        assertThat(((ApplicationFailure) failure.getCause()).details(String.class)).contains("deep");
    }

    @Test
    void detailsAreKeptWhenTheFailureOfAnotherActivityIsRethrown() throws Exception {
        ApplicationFailure failure = failure(
                started(activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::passOn), 1));
        assertThat(failure.type()).isEqualTo(ActivityFailedException.class.getName());
        assertDetails((ApplicationFailure) failure.getCause());
    }

    @Test
    void aTimeoutOfAnotherActivityStaysATimeoutWhenRethrown() throws Exception {
        ApplicationFailure failure = failure(
                started(activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::passOnTimeout), 1));
        assertThat(failure.type()).isEqualTo(ActivityFailedException.class.getName());
        assertThat(failure.getCause()).isInstanceOfSatisfying(TimeoutFailure.class,
                timeout -> assertThat(timeout.timeoutType()).isEqualTo(TimeoutType.SCHEDULE_TO_START));
    }

    @Test
    void failuresReportedByIdAreKept() throws Exception {
        ActivityHandle<Void> handle = started(
                activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::elsewhere), 1);
        Awaitility.await().atMost(LONG)
                .until(() -> handle.describe().runState().equals(Optional.of(ActivityRunState.STARTED)));
        activities.completionById(handle.id()).fail(ApplicationFailure.newBuilder().type("CardDeclined")
                .details("d1", new Reason("r", List.of())).cause(new IOException("socket")).build());
        ApplicationFailure failure = failure(handle);
        assertThat(failure.type()).isEqualTo("CardDeclined");
        assertThat(failure.details(1, Reason.class)).contains(new Reason("r", List.of()));
        assertThat(failure.getCause()).hasMessage("socket");
    }

    @Test
    @Scenario(230)
    void unserializableValuesFailTheAttemptAndAreRetriedByPolicy() throws Exception {
        ActivityHandle<Void> handle = started(
                activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::unwritable), 2);
        ApplicationFailure failure = failure(handle);
        assertThat(failure.type()).isEqualTo(PayloadConversionException.class.getName());
        assertThat(((ApplicationFailure) failure.getCause()).type()).isEqualTo("CardDeclined");
        assertThat(handle.describe().attempt()).isEqualTo(2);

        ActivityHandle<?> result = started(
                activities.call(FailureDetailsActivities.class, FailureDetailsActivities::unwritableResult), 2);
        assertThat(failure(result).type()).isEqualTo(PayloadConversionException.class.getName());
        assertThat(result.describe().attempt()).isEqualTo(2);
    }

    @Test
    void unserializableDetailsOfACancellationAreNamedInTheFailure() throws Exception {
        ActivityHandle<Void> handle = started(activities.callVoid(FailureDetailsActivities.class,
                FailureDetailsActivities::unwritableCancellation), 2);
        Awaitility.await().atMost(LONG)
                .until(() -> handle.describe().runState().equals(Optional.of(ActivityRunState.STARTED)));
        handle.cancel("stop");
        ApplicationFailure failure = failure(handle);
        assertThat(failure.type()).isEqualTo(PayloadConversionException.class.getName());
        assertThat(failure).hasMessageContaining(FailureDetailsActivities.Loop.class.getName());
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }

    @Test
    void messagesAndWrappers() throws Exception {
        assertThat(failure(started(activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::silent), 1)))
                .hasMessage("");
        ApplicationFailure wrapped = failure(
                started(activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::wrapped), 1));
        assertThat(wrapped).hasMessage("disk full").hasNoCause();
        assertThat(wrapped.type()).isEqualTo(IOException.class.getName());
    }

    @Test
    void benignFailuresAreRetriedAndMarked() throws Exception {
        ActivityHandle<Void> handle = started(
                activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::benign),
                2);
        assertThat(failure(handle).benign()).isTrue();
        assertThat(handle.describe().attempt()).isEqualTo(2);
    }

    @Test
    void timeoutsCarryTheLastHeartbeatDetails() throws Exception {
        ActivityHandle<Void> handle = started(
                activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::slow)
                        .heartbeatTimeout(Duration.ofSeconds(30)),
                1);
        try {
            RecordedFailure cause = caught(handle).getCause();
            assertThat(cause).isInstanceOfSatisfying(TimeoutFailure.class, timeout -> {
                Reason half = new Reason("half way", List.of(50));
                assertThat(timeout.lastHeartbeatDetails(Reason.class)).contains(half);
                assertThat(timeout.<Reason> lastHeartbeatDetails(new TypeLiteral<Reason>() {
                }.getType())).contains(half);
            });
        } finally {
            failing.openGate();
        }
    }

    private static <R> ActivityHandle<R> started(ActivityCall<R> call, int maximumAttempts) {
        return call.retry(RetryOptions.create().maximumAttempts(maximumAttempts).initialInterval(Duration.ofMillis(10)))
                .start();
    }

    private static ApplicationFailure failure(ActivityHandle<?> handle) throws TimeoutException {
        return (ApplicationFailure) caught(handle).getCause();
    }

    private static ActivityFailedException caught(ActivityHandle<?> handle) {
        return catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG));
    }
}

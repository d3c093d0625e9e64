package io.quarkiverse.activities.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

class FailureLimitTest {

    private static Failure failure(int bytes) {
        return Failure.application("T", "x".repeat(bytes - 1));
    }

    @Test
    void keepsFailuresWithinTheLimit() {
        Failure fits = failure(4096);

        assertThat(FailureLimit.between(fits)).isSameAs(fits);
        assertThat(FailureLimit.between(null)).isNull();
    }

    @Test
    void replacesLargerOnesByAServerFailureWithTheShortenedOriginalAsCause() {
        Failure shortened = FailureLimit.between(failure(4097));

        assertThat(shortened.kind()).isEqualTo(Failure.Kind.SERVER);
        assertThat(shortened.message()).isEqualTo("Failure exceeds size limit.");
        assertThat(shortened.nonRetryable()).isFalse();
        assertThat(shortened.cause().type()).isEqualTo("T");
        assertThat(shortened.cause().message()).isEqualTo("x".repeat(2048));
        assertThat(FailureLimit.size(shortened)).isLessThanOrEqualTo(4096);
    }

    @Test
    void countsDetailsStackTracesAndCauses() {
        Failure big = new Failure(Failure.Kind.APPLICATION, "m", "T", false, null, false, Payload.of(new byte[2000]), null,
                null, "s".repeat(2000), failure(1000));

        Failure shortened = FailureLimit.between(big);
        assertThat(shortened.kind()).isEqualTo(Failure.Kind.SERVER);
        assertThat(shortened.cause().details()).isNull();
        assertThat(shortened.cause().cause()).isNull();
        assertThat(FailureLimit.size(shortened)).isLessThanOrEqualTo(4096);
    }

    @Test
    void neverSplitsACharacter() {
        Failure shortened = FailureLimit.between(Failure.application("T", "x" + "\u20ac".repeat(3000)));

        assertThat(shortened.cause().message()).matches("x\u20ac+").hasSize(1 + 2047 / 3);
    }

    @Test
    void appliesBetweenAttemptsOnly() {
        Failure big = failure(10_000);
        Life retried = Life.running(Life.maximumAttempts(2));
        retried.then(new Event.Fail(retried.token(), big, null, "node 1"));
        assertThat(retried.execution.lastFailure().kind()).isEqualTo(Failure.Kind.SERVER);
        assertThat(retried.last.endedAttempt().failure()).isEqualTo(retried.execution.lastFailure());

        Life closed = Life.running(Life.maximumAttempts(1));
        closed.then(new Event.Fail(closed.token(), big, null, "node 1"));
        assertThat(closed.execution.lastFailure()).isEqualTo(big);
        assertThat(closed.execution.outcome().failure()).isEqualTo(big);
    }
}

package io.quarkiverse.activities.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

class PayloadLimitsTest {

    private final PayloadLimits limits = new PayloadLimits(10, 5_000);

    @Test
    void acceptsPayloadsWithinTheLimit() {
        assertThatCode(() -> limits.checkStart("The input of ", "T", new byte[5_000])).doesNotThrowAnyException();
        assertThatCode(() -> limits.checkResult("T", null)).doesNotThrowAnyException();
        assertThat(limits.heartbeatDetails("T", new byte[5_000])).isNull();
        assertThat(limits.cancelDetails("T", new byte[10])).isNull();
    }

    @Test
    void refusesAStart() {
        assertThatThrownBy(() -> limits.checkStart("The input of ", "T", new byte[5_001]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("The input of T takes 5001 bytes")
                .hasMessageContaining("quarkus.activities.payload.max-size");
    }

    @Test
    void failsAnAttemptWithANonRetryableFailure() {
        assertThatThrownBy(() -> limits.checkResult("T", new byte[5_001])).isInstanceOfSatisfying(OversizedException.class,
                e -> isFinal(e.failure(), "Complete result exceeds size limit"));
        isFinal(limits.heartbeatDetails("T", new byte[5_001]), "Heartbeat details exceed size limit");
        isFinal(limits.cancelDetails("T", new byte[5_001]), "Cancel details exceed size limit");
    }

    private static void isFinal(Failure failure, String message) {
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SERVER);
        assertThat(failure.nonRetryable()).isTrue();
        assertThat(failure.message()).startsWith(message).contains("T takes 5001 bytes");
    }

    @Test
    void shortensAFailure() {
        Failure fits = new Failure(Failure.Kind.APPLICATION, "m", "T", true, null, false, Payload.of(new byte[4_000]), null,
                null, null, null);
        Failure big = new Failure(Failure.Kind.APPLICATION, "m", "T", true, null, false, Payload.of(new byte[5_000]), null,
                null, null, null);

        assertThat(limits.within(fits)).isSameAs(fits);
        assertThat(limits.within(big)).isEqualTo(Failure.server("Failure exceeds size limit.", true,
                new Failure(Failure.Kind.APPLICATION, "m", "T", true, null, false, null, null, null, null, null)));
    }

    @Test
    void warnsBeforeItRefuses() {
        assertThat(WarningLog.during(() -> limits.checkResult("T", new byte[10]))).isEmpty();
        assertThat(WarningLog.during(() -> limits.checkResult("T", new byte[11]))).hasSize(1);
    }
}

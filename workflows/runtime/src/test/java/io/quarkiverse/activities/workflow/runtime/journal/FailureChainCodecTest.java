package io.quarkiverse.activities.workflow.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;

class FailureChainCodecTest {

    @Test
    void readsWhatItHasWritten() {
        Failure deep = new Failure(Failure.Kind.APPLICATION, "boom \u00e4 \"x\"", "Deep", true, Duration.ofSeconds(3), true,
                Payload.of("[1]".getBytes(StandardCharsets.UTF_8)), null, null, "at line 1", null);
        FailureChain chain = FailureChain.of(
                new FailedCall(CallKind.CHILD, null, "Ship", "ship-1", RetryState.RETRY_POLICY_NOT_SET),
                FailureChain.of(Failure.application("Own", "own"),
                        FailureChain.of(new FailedCall(CallKind.ACTIVITY, "Activity canceled", "Charge", "a1", null),
                                FailureChain.of(deep))));
        assertThat(FailureChainCodec.decode(FailureChainCodec.encode(chain))).isEqualTo(chain);
        assertThat(FailureChainCodec.decode(FailureChainCodec.encode(null))).isNull();
    }

    @Test
    void neverGuesses() {
        for (String damaged : new String[] { "[{\"call\":\"OTHER\"}]", "[{\"failure\":\"no\"}]", "[{}]", "[]", "{",
                "[{\"call\":\"CHILD\"}" }) {
            assertThatThrownBy(() -> FailureChainCodec.decode(damaged.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(JournalFormatException.class);
        }
    }
}

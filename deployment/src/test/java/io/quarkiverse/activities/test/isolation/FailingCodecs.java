package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.spi.PayloadCodec;

/** Tests that a codec that fails affects only the executions whose payloads it must encode. */
abstract class FailingCodecs extends LockedRows {

    /** Long enough that no timeout fires before, even on a slow machine. */
    private static final Duration UNTIL_THE_CODEC_FAILS = Duration.ofSeconds(4);

    @Singleton
    public static class FailingCodec implements PayloadCodec {

        volatile boolean failing;

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public byte[] encode(byte[] data) {
            if (failing) {
                throw new IllegalStateException("the key is away");
            }
            return data;
        }

        @Override
        public byte[] decode(byte[] data) {
            return data;
        }
    }

    @Inject
    FailingCodec codec;

    @Inject
    Maintenance maintenance;

    @Test
    void otherTimeoutsFireAndTheFollowUpStartsWhenTheCodecWorksAgain() {
        ActivityHandle<Void> withFollowUp = activities
                .callVoid(IsolationActivities.class, a -> a.tooSlowWithFollowUp("order")).id("with-follow-up")
                .startToCloseTimeout(UNTIL_THE_CODEC_FAILS).start();
        ActivityHandle<Void> tooSlow = activities.callVoid(IsolationActivities.class, IsolationActivities::tooSlow)
                .startToCloseTimeout(UNTIL_THE_CODEC_FAILS).start();
        codec.failing = true;
        try {
            assertThatThrownBy(() -> tooSlow.result(LONG)).isInstanceOf(ActivityFailedException.class);
            assertThat(tooSlow.describe().status()).isEqualTo(ActivityStatus.TIMED_OUT);
            Awaitility.await().atMost(LONG).until(() -> maintenance.lag().isZero());
            assertThat(withFollowUp.describe().status()).isEqualTo(ActivityStatus.RUNNING);
        } finally {
            codec.failing = false;
        }
        assertThatThrownBy(() -> withFollowUp.result(LONG)).isInstanceOf(ActivityFailedException.class);
        Awaitility.await().atMost(LONG).until(() -> isolated.reported.contains("with-follow-up"));
    }
}

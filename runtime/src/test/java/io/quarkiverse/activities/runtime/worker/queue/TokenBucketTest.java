package io.quarkiverse.activities.runtime.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private static final long START = -5 * SECOND; // System.nanoTime() has an arbitrary origin

    @ParameterizedTest
    @ValueSource(doubles = { 0.001, 0.5, 1, 1.5, 3, 7, 10, 999.9, 100_000 })
    void holdsTheTokensOfOneSecondAndRefillsEvenly(double rate) {
        TokenBucket bucket = new TokenBucket(rate, START);
        int burst = (int) Math.max(1, Math.ceil(rate));
        assertThat(bucket.take(Integer.MAX_VALUE, START)).isEqualTo(burst);
        assertThat(bucket.take(1, START)).isZero();
        long now = START;
        int taken = 0;
        while (taken < 50) {
            long next = bucket.nextAtNanos();
            assertThat(next).isGreaterThan(now);
            assertThat(bucket.take(1, next - 1_000)).isZero();
            now = next;
            taken += bucket.take(1, now);
        }
        assertThat(taken).isEqualTo(50);
        // Never early, and late by at most the rounding of each token to a microsecond
        double seconds = (now - START) / (double) SECOND;
        assertThat(seconds).isBetween(50 / rate - 1e-9, 50 / rate + 60e-6);
        // The bucket never holds more than one second's worth
        assertThat(bucket.take(Integer.MAX_VALUE, now + 1_000_000 * SECOND)).isEqualTo(burst);
    }

    @Test
    void returnedTokensCanBeTakenAgain() {
        TokenBucket bucket = new TokenBucket(4, START);
        assertThat(bucket.take(3, START)).isEqualTo(3);
        bucket.putBack(2);
        assertThat(bucket.take(9, START)).isEqualTo(3);
        bucket.putBack(3);
        bucket.putBack(1);
        assertThat(bucket.take(9, START)).isEqualTo(4);
        assertThat(bucket.nextAtNanos() - START).isEqualTo(SECOND / 4);
    }
}

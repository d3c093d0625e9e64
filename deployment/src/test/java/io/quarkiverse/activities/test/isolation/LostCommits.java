package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests a start that joined a transaction which has committed, although its caller was told that it failed. */
abstract class LostCommits {

    @Inject
    ActivityClient activities;

    @Test
    void itRunsWithinSecondsInItsFirstAttempt() throws Exception {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            activities.call(IsolationActivities.class, a -> a.quick("lost")).id("lost").start();
            LossyDriver.LOSES_NEXT_COMMIT.set(true);
        })).isInstanceOf(RuntimeException.class);
        assertThat(LossyDriver.LOSES_NEXT_COMMIT).isFalse();
        ActivityHandle<String> handle = activities.handle("lost", String.class);
        assertThat(handle.result(Duration.ofSeconds(40))).isEqualTo("lost");
        assertThat(handle.describe().attempt()).isEqualTo(1);
    }
}

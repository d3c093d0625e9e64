package io.quarkiverse.activities.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.LaunchMode;

class ActivityTestControlTest {

    @Test
    void refusesToBeCreatedInProductionAndInDevMode() {
        LaunchMode before = LaunchMode.current();
        try {
            for (LaunchMode mode : new LaunchMode[] { LaunchMode.NORMAL, LaunchMode.DEVELOPMENT }) {
                LaunchMode.set(mode);
                assertThatThrownBy(() -> new ActivityTestControl(null, null, null, null, null, null))
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("quarkus-activities-test to 'test'");
            }
        } finally {
            LaunchMode.set(before);
        }
    }
}

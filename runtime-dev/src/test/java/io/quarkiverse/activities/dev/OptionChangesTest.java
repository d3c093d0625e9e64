package io.quarkiverse.activities.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.OptionsUpdate;

class OptionChangesTest {

    @Test
    void timeoutsAndRetryFieldsAreRead() {
        OptionsUpdate update = OptionChanges.read(Map.of("START_TO_CLOSE_TIMEOUT", "90s", "HEARTBEAT_TIMEOUT", " PT2M ",
                "RETRY_INITIAL_INTERVAL", "500ms", "RETRY_BACKOFF_COEFFICIENT", "1.5", "RETRY_MAXIMUM_ATTEMPTS", "7",
                "TASK_QUEUE", "slow", "PRIORITY", "1"));
        assertThat(update.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(update.heartbeatTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(update.retry().initialInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(update.retry().backoffCoefficient()).isEqualTo(1.5);
        assertThat(update.retry().maximumAttempts()).isEqualTo(7);
        assertThat(update.taskQueue()).isEqualTo("slow");
        assertThat(update.priority()).isOne();
    }

    @Test
    void omittedOptionsDoNotChange() {
        OptionsUpdate update = OptionChanges.read(Map.of("RETRY_MAXIMUM_ATTEMPTS", "7"));
        assertThat(update.startToCloseTimeout()).isNull();
        assertThat(update.taskQueue()).isNull();
        assertThat(update.priority()).isNull();
        assertThat(update.retry().initialInterval()).isNull();
        assertThat(update.retry().backoffCoefficient()).isNull();
        assertThat(OptionChanges.read(Map.of("PRIORITY", "2")).retry()).isNull();
    }

    @Test
    void anEmptyTextClearsAnOption() {
        OptionsUpdate update = OptionChanges
                .read(Map.of("SCHEDULE_TO_CLOSE_TIMEOUT", "", "RETRY_MAXIMUM_ATTEMPTS", " ", "PRIORITY", ""));
        assertThat(update.scheduleToCloseTimeout()).isZero();
        assertThat(update.retry().maximumAttempts()).isZero();
        assertThat(update.priority()).isZero();
    }

    @Test
    void optionViewsCanBeReadBack() {
        for (String duration : new String[] { "0.4s", "1m30s", "36h", "1.5s" }) {
            assertThat(OptionChanges.read(Map.of("START_DELAY", duration)).startDelay())
                    .isEqualTo(Duration.parse("PT" + duration));
        }
    }

    @Test
    void errorsNameTheOptionAndItsValue() {
        refused("START_TO_CLOSE_TIMEOUT", "soon",
                "START_TO_CLOSE_TIMEOUT: 'soon' is not a duration. Write it as 30s, 10m or PT1H");
        refused("RETRY_MAXIMUM_ATTEMPTS", "1.5", "RETRY_MAXIMUM_ATTEMPTS: '1.5' is not a whole number");
        refused("RETRY_BACKOFF_COEFFICIENT", "twice", "RETRY_BACKOFF_COEFFICIENT: 'twice' is not a number");
        refused("RETRY_NON_RETRYABLE", "java.io.IOException", "RETRY_NON_RETRYABLE cannot be updated");
        refused("RETRY_NON_RETRYABLE_TYPES", "Oops", "RETRY_NON_RETRYABLE_TYPES cannot be updated");
        assertThatThrownBy(() -> OptionChanges.read(Map.of("COLOR", "red"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("COLOR is not an option. Use one of [TASK_QUEUE, ");
    }

    private static void refused(String option, String text, String message) {
        assertThatThrownBy(() -> OptionChanges.read(Map.of(option, text))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

package io.quarkiverse.activities.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;

/** Tests the rules for options that no recording covers: durations beyond what is stored, identifiers, cleared policies. */
class OptionsValidatorTest {

    private static Options startToClose(Duration duration) {
        return new Options("queue", null, null, duration, null, null, 0, null);
    }

    @Test
    void durationsAreWholeMicrosecondsRoundedUp() {
        assertThat(OptionsValidator.normalised(startToClose(Duration.ofNanos(1))).startToClose())
                .isEqualTo(Duration.ofNanos(1000));
        assertThat(OptionsValidator.storable(Duration.ofNanos(1_000_001))).isEqualTo(Duration.ofNanos(1_001_000));
        assertThat(OptionsValidator.storable(Duration.ofNanos(-1_500))).isEqualTo(Duration.ofNanos(-1_000));
    }

    @Test
    void durationsAreCappedAt250Years() {
        Options forEver = OptionsValidator.normalised(startToClose(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(forEver.startToClose()).isEqualTo(Duration.ofDays(250 * 365));

        RetryRules slow = new RetryRules(Duration.ofDays(36_500), 1e300, null, 0, null);
        Options retried = OptionsValidator.normalised(
                new Options("queue", null, null, Duration.ofDays(1), null, null, 0, slow));
        assertThat(retried.retry().maximumInterval()).isEqualTo(Duration.ofDays(250 * 365));
        assertThat(retried.retry().intervalAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(250 * 365));
    }

    @Test
    void backoffWithoutCapStillEnds() {
        RetryRules uncapped = new RetryRules(Duration.ofSeconds(1), 2, Duration.ZERO, 0, List.of());

        assertThat(uncapped.intervalAfter(11)).isEqualTo(Duration.ofSeconds(1024));
        assertThat(uncapped.intervalAfter(5000)).isEqualTo(Duration.ofDays(250 * 365));
    }

    @Test
    void clearingAPolicyRestoresTheDefaults() {
        Options options = OptionsValidator.normalised(Life.maximumAttempts(7, "Fatal"));
        OptionsChange clear = new OptionsChange(null, null, null, null, null, null, null, RetryChange.CLEAR);

        assertThat(OptionsValidator.merged(options, clear).retry())
                .isEqualTo(new RetryRules(Duration.ofSeconds(1), 2, Duration.ofSeconds(100), 0, List.of()));
    }

    @Test
    void updatesMustNameAnOptionAndUseValidPrioritiesAndQueues() {
        Life life = Life.running(Life.options());

        assertThat(life.refusal(update(null, null)).message()).contains("names no option");
        assertThat(life.refusal(update("", null)).message()).contains("Task Queue is empty");
        assertThat(life.refusal(update(null, -1)).message()).contains("priority must not be negative");
    }

    private static Event update(String taskQueue, Integer priority) {
        return new Event.UpdateOptions(new OptionsChange(taskQueue, null, null, null, null, null, priority, null), null);
    }

    @Test
    void identifiersMustBeShortStorableAndNotBlank() {
        assertThat(Identifiers.problem("Activity Id", null)).hasValueSatisfying(m -> assertThat(m).contains("Activity Id"));
        assertThat(Identifiers.problem("Activity Id", "")).isPresent();
        assertThat(Identifiers.problem("Activity Id", " \t")).isPresent();
        assertThat(Identifiers.problem("Activity Id", "x".repeat(1000))).isEmpty();
        assertThat(Identifiers.problem("Activity Id", "x".repeat(1001))).isPresent();
        assertThat(Identifiers.problem("Activity Id", "a\0b")).isPresent();
        assertThat(ActivityMachine.start(new Options("", null, null, Duration.ofSeconds(1), null, null, 0, null), null,
                Life.START)).isInstanceOf(Transition.Refused.class);
    }
}

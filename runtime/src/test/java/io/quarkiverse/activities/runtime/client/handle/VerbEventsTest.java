package io.quarkiverse.activities.runtime.client.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;

/** What an update of options can never mean is refused before anybody is asked. */
class VerbEventsTest {

    @Test
    void restoringTheOriginalOptionsExcludesSettingAny() {
        assertThat(VerbEvents.updateOptions(OptionsUpdate.restoreOriginal().requestId("r")))
                .isEqualTo(new Event.RestoreOptions("r"));

        assertRefused(OptionsUpdate.restoreOriginal().heartbeatTimeout(Duration.ZERO), "sets nothing else");
        assertRefused(OptionsUpdate.restoreOriginal().clearRetry(), "sets nothing else");
    }

    @Test
    void nonRetryableTypesStayAsTheyWere() {
        assertRefused(OptionsUpdate.create().retry(RetryOptions.create().maximumAttempts(2).nonRetryableTypes("Fatal")),
                "non-retryable types");
        assertThat(VerbEvents.updateOptions(OptionsUpdate.create().retry(RetryOptions.create().maximumAttempts(2))))
                .isInstanceOfSatisfying(Event.UpdateOptions.class, event -> assertThat(event.change().retry())
                        .isEqualTo(new RetryChange(false, null, null, null, 2)));
    }

    private static void assertRefused(OptionsUpdate update, String why) {
        assertThatThrownBy(() -> VerbEvents.updateOptions(update)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}

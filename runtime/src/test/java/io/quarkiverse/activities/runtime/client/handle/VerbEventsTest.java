package io.quarkiverse.activities.runtime.client.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;

/** Tests the updates of options that are invalid for every execution. They are refused before the store is called. */
class VerbEventsTest {

    @Test
    void restoringTheOriginalOptionsExcludesSettingAny() {
        assertThat(VerbEvents.updateOptions(OptionsUpdate.restoreOriginal().requestId("r").reason("too many"), "node"))
                .isEqualTo(new Event.RestoreOptions("too many", "r", "node"));

        assertRefused(OptionsUpdate.restoreOriginal().heartbeatTimeout(Duration.ZERO), "cannot set other options");
        assertRefused(OptionsUpdate.restoreOriginal().clearRetry(), "cannot set other options");
    }

    @Test
    void nonRetryableTypesStayAsTheyWere() {
        assertRefused(OptionsUpdate.create().retry(RetryOptions.create().maximumAttempts(2).nonRetryableTypes("Fatal")),
                "non-retryable types");
        assertThat(VerbEvents.updateOptions(OptionsUpdate.create().retry(RetryOptions.create().maximumAttempts(2)), "node"))
                .isInstanceOfSatisfying(Event.UpdateOptions.class, event -> assertThat(event.change().retry())
                        .isEqualTo(new RetryChange(false, null, null, null, 2)));
    }

    @Test
    void aRequestIsByItsIdentityOrElseByTheNode() {
        assertThat(VerbEvents.pause(RequestOptions.because("busy").identity("Ada"), "node"))
                .isEqualTo(new Event.Pause("busy", null, "Ada"));
        assertThat(VerbEvents.unpause(RequestOptions.create(), "node")).isEqualTo(new Event.Unpause(null, null, "node"));
        assertThat(VerbEvents.reset(ResetOptions.create().keepPaused().reason("fixed").requestId("r"), "node"))
                .isEqualTo(new Event.Reset(true, false, false, "fixed", "r", "node"));
        assertThatThrownBy(() -> VerbEvents.reset(ResetOptions.create().identity("x".repeat(1001)), "node"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("identity");
    }

    private static void assertRefused(OptionsUpdate update, String why) {
        assertThatThrownBy(() -> VerbEvents.updateOptions(update, "node")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}

package io.quarkiverse.activities.runtime.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.OptionsChange;
import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;

class OptionSourcesTest {

    private static final Instant NOW = Instant.EPOCH;

    private final Execution started = ((Applied) ActivityMachine.start(
            new OptionLayer(OptionSource.ANNOTATION, Map.of(ActivityOption.TASK_QUEUE, "q",
                    ActivityOption.START_TO_CLOSE_TIMEOUT, Duration.ofSeconds(30))).toOptions(),
            null, NOW)).next();

    @Test
    void packingIsReversible() {
        Map<ActivityOption, OptionSource> sources = new EnumMap<>(ActivityOption.class);
        OptionSource[] places = { OptionSource.CALL, OptionSource.CONFIGURATION, OptionSource.ANNOTATION,
                OptionSource.DEFAULT };
        for (int turn = 0; turn < places.length; turn++) {
            for (ActivityOption option : ActivityOption.values()) {
                sources.put(option, places[(option.ordinal() + turn) % places.length]);
            }
            assertThat(OptionSources.unpack(OptionSources.pack(sources), started)).isEqualTo(sources);
        }
    }

    /** Databases of users may hold this number, because rows outlive releases. */
    @Test
    void codesNeverChange() {
        Map<ActivityOption, OptionSource> sources = new EnumMap<>(ActivityOption.class);
        sources.put(ActivityOption.TASK_QUEUE, OptionSource.ANNOTATION);
        sources.put(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, OptionSource.CONFIGURATION);
        sources.put(ActivityOption.SCHEDULE_TO_START_TIMEOUT, OptionSource.CALL);
        sources.put(ActivityOption.START_TO_CLOSE_TIMEOUT, OptionSource.DEFAULT);
        sources.put(ActivityOption.HEARTBEAT_TIMEOUT, OptionSource.ANNOTATION);
        sources.put(ActivityOption.START_DELAY, OptionSource.CALL);
        sources.put(ActivityOption.PRIORITY, OptionSource.CONFIGURATION);
        sources.put(ActivityOption.RETRY_INITIAL_INTERVAL, OptionSource.ANNOTATION);
        sources.put(ActivityOption.RETRY_BACKOFF_COEFFICIENT, OptionSource.CONFIGURATION);
        sources.put(ActivityOption.RETRY_MAXIMUM_INTERVAL, OptionSource.CALL);
        sources.put(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, OptionSource.ANNOTATION);
        sources.put(ActivityOption.RETRY_NON_RETRYABLE_TYPES, OptionSource.CONFIGURATION);
        assertThat(Long.toOctalString(OptionSources.pack(sources))).isEqualTo("213212310321");
    }

    @Test
    void optionsThatDifferFromTheStartWereUpdated() {
        long packed = OptionSources.pack(Map.of(ActivityOption.START_TO_CLOSE_TIMEOUT, OptionSource.ANNOTATION,
                ActivityOption.RETRY_MAXIMUM_ATTEMPTS, OptionSource.CALL));
        Execution updated = apply(started, new Event.UpdateOptions(new OptionsChange(null, null, null, null, null, null, 2,
                new RetryChange(false, null, null, null, 7)), null));
        assertThat(OptionSources.unpack(packed, updated)).containsEntry(ActivityOption.PRIORITY, OptionSource.UPDATE)
                .containsEntry(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, OptionSource.UPDATE)
                .containsEntry(ActivityOption.START_TO_CLOSE_TIMEOUT, OptionSource.ANNOTATION)
                .containsEntry(ActivityOption.HEARTBEAT_TIMEOUT, OptionSource.DEFAULT);
        Execution restored = apply(updated, new Event.Reset(false, false, true, null));
        assertThat(OptionSources.unpack(packed, restored)).doesNotContainValue(OptionSource.UPDATE)
                .containsEntry(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, OptionSource.CALL);
    }

    private static Execution apply(Execution execution, Event event) {
        return ((Applied) ActivityMachine.apply(execution, event, NOW)).next();
    }
}

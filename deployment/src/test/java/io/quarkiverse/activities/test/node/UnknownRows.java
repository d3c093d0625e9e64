package io.quarkiverse.activities.test.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.test.harness.GatedActivities;

/** Tests that an application starts with rows of unknown types and queues in its tables. */
abstract class UnknownRows extends OwnTimers {

    private static final String INSERT = "INSERT INTO activity_execution (run_id, activity_id, activity_type, task_queue,"
            + " state, attempt, fence, priority, claim_rank, dispatch_at, scheduled_at, schedule_to_close, schedule_to_start,"
            + " start_to_close, heartbeat_timeout, start_delay, retry_initial_interval, retry_coefficient,"
            + " retry_maximum_interval, retry_maximum_attempts) VALUES (%s, '%s', '%s', '%s', 0, 1, 0, 0, 3,"
            + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0, 0, 30000000, 0, 0, 1000000, 2.0, 100000000, 0)";

    static final String UNKNOWN_TYPE = INSERT.formatted("random_uuid()", "old-type", "Unknown", "held");

    static final String UNKNOWN_QUEUE = INSERT.formatted("random_uuid()", "old-queue", "WaitForGate", "nobody''s");

    @Test
    void unknownRowsWaitAndDoNotDisturbOthers() throws Exception {
        ActivityHandle<Void> unknownType = activities.call("Unknown", Void.class, 1).id("type").taskQueue("held")
                .startToCloseTimeout(LONG).start();
        ActivityHandle<Void> unknownQueue = activities.call("Unknown", Void.class).id("queue").taskQueue("nobody's")
                .startToCloseTimeout(LONG).start();
        ActivityHandle<Void> timesOut = activities.call("Unknown", Void.class).id("due").taskQueue("nobody's")
                .startToCloseTimeout(LONG).scheduleToStartTimeout(Duration.ofMillis(300)).start();
        gated.gate.countDown();
        assertThat(activities.call(GatedActivities.class, GatedActivities::waitForGate)
                .retry(RetryOptions.create().maximumAttempts(1)).start()
                .result(LONG)).isEqualTo(1);
        assertThatThrownBy(() -> timesOut.result(LONG))
                .isInstanceOf(ActivityFailedException.class);
        for (String id : List.of("old-type", "old-queue")) {
            assertThat(activities.handle(id, Void.class).describe().runState()).contains(ActivityRunState.SCHEDULED);
        }
        assertThat(unknownType.describe().runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(unknownQueue.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}

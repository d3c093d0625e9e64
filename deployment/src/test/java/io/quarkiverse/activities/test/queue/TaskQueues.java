package io.quarkiverse.activities.test.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.OptionSource;

/** Tests which Task Queues a process serves with which definitions: bound, moved, additional ones, and its process queue. */
abstract class TaskQueues extends Claims {

    private static final Formatter MESSAGE = new PatternFormatter("%s");
    static final String WAITING_SINCE_AN_OLDER_DEPLOYMENT = "INSERT INTO activity_execution (run_id, activity_id,"
            + " activity_type, task_queue, state, attempt, fence, priority, claim_rank, dispatch_at, scheduled_at,"
            + " schedule_to_close, schedule_to_start, start_to_close, heartbeat_timeout, start_delay, retry_initial_interval,"
            + " retry_coefficient, retry_maximum_interval, retry_maximum_attempts) VALUES"
            + " ('01890000-0000-7000-8000-000000000001', 'waiting', 'Moved', 'old', 0, 1, 0, 0, 3, CURRENT_TIMESTAMP,"
            + " CURRENT_TIMESTAMP, 0, 0, 30000000, 0, 0, 1000000, 2.0, 100000000, 0)";

    static boolean isAboutWaiting(LogRecord record) {
        return record.getLevel() == Level.WARN && record.getMessage().contains("waits for an execution");
    }

    static void checkWarning(List<LogRecord> records) {
        assertThat(records).hasSize(1).extracting(MESSAGE::format)
                .allSatisfy(message -> assertThat(message).startsWith("Activity WaitsForOwnQueue (id ")
                        .contains("its own Task Queue 'default'", "all slots are taken"));
    }

    @Test
    void tasksInTheOldQueueOfAMovedTypeAreServed() throws Exception {
        assertThat(activities.handle("waiting", String.class).result(LONG)).isEqualTo("moved on old");
        ActivityHandle<String> fresh = activities.call(TaskQueuesActivities.class, TaskQueuesActivities::moved).start();
        assertThat(fresh.result(LONG)).isEqualTo("moved on new");
        assertThat(fresh.describe().optionSources()).containsEntry(ActivityOption.TASK_QUEUE, OptionSource.CONFIGURATION);
        assertThat(activities.call("Moved", String.class).taskQueue("old").start().result(LONG)).isEqualTo("moved on old");
    }

    @Test
    void oneTypeIsImplementedDifferentlyOnTwoQueues() throws Exception {
        assertThat(activities.call("Send", String.class).taskQueue("mail").start().result(LONG)).isEqualTo("mail on mail");
        assertThat(activities.call("Send", String.class).taskQueue("letters").start().result(LONG))
                .isEqualTo("letter on letters");
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::sendMail).start().result(LONG))
                .isEqualTo("mail on mail");
        assertThat(activities.call("Send", String.class).taskQueue("third").start().result(LONG))
                .isEqualTo("letter on third");
        assertThatThrownBy(() -> activities.call("Send", String.class).start())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[letters, mail]");
    }

    @Test
    void aQueueServesMoreTypesThanAreBoundToIt() throws Exception {
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).taskQueue("third").start()
                .result(LONG))
                .isEqualTo("quick on third");
        ActivityHandle<String> notServed = activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick)
                .taskQueue("mail").start();
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::sendMail).start().result(LONG))
                .isEqualTo("mail on mail");
        assertThat(notServed.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }

    @Test
    void theProcessHasItsOwnQueue() throws Exception {
        String own = activities.ownTaskQueue().orElseThrow();
        assertThat(own).matches("own-[0-9a-f-]{36}");
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).taskQueue(own).start().result(LONG))
                .isEqualTo("quick on " + own);
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::moved).taskQueue(own).start().result(LONG))
                .isEqualTo("moved on " + own);
    }

    @Test
    void aTypeOfAnotherApplicationHasOptionsInConfiguration() {
        ActivityHandle<Void> remote = activities.call("Remote", Void.class).start();
        ActivityDescription description = remote.describe();
        assertThat(description.taskQueue()).isEqualTo("remote");
        assertThat(description.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(activities.call("Remote", Void.class).taskQueue("remote").start().describe().priority()).isEqualTo(2);
        assertThatThrownBy(() -> activities.call("Unheard", Void.class).start())
                .hasMessageContaining("quarkus.activities.types.\"Unheard\".task-queue");
    }

    @Test
    void waitingForTheOwnQueueIsLoggedOnce() throws Exception {
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::waitsForOwnQueue).start().result(LONG))
                .isEqualTo("quick on default");
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::waitsForOtherQueue).start().result(LONG))
                .isEqualTo("moved on new");
    }

    @Test
    void aQueueThatIsSwitchedOffIsNotServed() throws Exception {
        ActivityHandle<String> elsewhere = activities
                .call(TaskQueuesActivities.Elsewhere.class, TaskQueuesActivities.Elsewhere::nothing).start();
        assertThat(activities.call(TaskQueuesActivities.Elsewhere.class, TaskQueuesActivities.Elsewhere::something).start()
                .result(Duration.ofSeconds(30)))
                .isEqualTo("here");
        assertThat(elsewhere.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}

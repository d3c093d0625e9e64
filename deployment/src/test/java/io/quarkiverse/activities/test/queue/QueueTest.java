package io.quarkiverse.activities.test.queue;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests which task is claimed when, and which process serves which Task Queues. */
@OnEachDatabase
class QueueTest extends TaskQueues {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current()
            .app("queues", TestDatabase.current().firstSchema(), WAITING_SINCE_AN_OLDER_DEPLOYMENT)
            .withApplicationRoot(jar -> jar.addClasses(ClaimsActivities.class, TaskQueuesActivities.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.workers.ranked.slots", "1")
            .overrideConfigKey("quarkus.activities.workers.busy.slots", "1")
            .overrideConfigKey("quarkus.activities.workers.limited.max-task-queue-activities-per-second", "1")
            .overrideConfigKey("quarkus.activities.workers.slow.max-activities-per-second", "2")
            .overrideConfigKey("quarkus.activities.workers.short.slots", "1")
            .overrideConfigKey("quarkus.activities.workers.short.max-backlog", "3")
            .overrideConfigKey("letters.queue", "letters")
            .overrideConfigKey("quarkus.activities.workers.\"else.where\".enabled", "false")
            .overrideConfigKey("quarkus.activities.types.Moved.task-queue", "new")
            .overrideConfigKey("quarkus.activities.types.Remote.task-queue", "remote")
            .overrideConfigKey("quarkus.activities.types.Remote.start-to-close-timeout", "7s")
            .overrideConfigKey("quarkus.activities.types.\"remote/Remote\".priority", "2")
            .overrideConfigKey("quarkus.activities.workers.old.types", "Moved,Unheard")
            .overrideConfigKey("quarkus.activities.workers.third.types", "letters/Send,Quick")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true")
            .setLogRecordPredicate(TaskQueues::isAboutWaiting)
            .assertLogRecords(TaskQueues::checkWarning);
}

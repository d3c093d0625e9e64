package io.quarkiverse.activities.test.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests that a process restricted to some Task Queues serves those and its process queue. */
class WorkerQueuesTest {

    static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("worker_queues")
            .withApplicationRoot(jar -> jar.addClasses(TaskQueuesActivities.class, TestDatabase.class))
            .overrideConfigKey("mail.queue", "post")
            .overrideConfigKey("letters.queue", "letters")
            .overrideConfigKey("quarkus.activities.worker.queues", "post,extra")
            .overrideConfigKey("quarkus.activities.workers.extra.types", "Quick")
            .overrideConfigKey("quarkus.activities.worker.own-queue.enabled", "true")
            .overrideConfigKey("quarkus.activities.worker.own-queue.name", "files-here");

    @Inject
    ActivityClient activities;

    @Test
    void otherQueuesAreNotServed() throws Exception {
        ActivityHandle<String> elsewhere = activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).start();
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::sendMail).start().result(LONG))
                .isEqualTo("mail on post");
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).taskQueue("extra").start()
                .result(LONG))
                .isEqualTo("quick on extra");
        assertThat(activities.ownTaskQueue()).contains("files-here");
        assertThat(activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).taskQueue("files-here").start()
                .result(LONG))
                .isEqualTo("quick on files-here");
        assertThat(elsewhere.describe().runState()).contains(ActivityRunState.SCHEDULED);
    }
}

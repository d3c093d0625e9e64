package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.awaitility.Awaitility;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.test.observe.Scrape;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Plays the scenarios about counters and timers. Each scenario uses its own Task Queue, whose label identifies its meters. */
interface MetricsScenarios extends ScenarioSupport {

    List<String> QUEUES = List.of("benign", "success", "failure", "cancel", "timeout", "retried-timeout",
            "retried-failure", "heartbeat", "pause", "reset", "update", "terminate", "elsewhere");

    /** {@return where Prometheus reads the metrics} */
    URL metrics();

    /** {@return the same application, with a registry of metrics, and a worker for each of the queues} */
    static QuarkusUnitTest measured(QuarkusUnitTest app) {
        QUEUES.forEach(queue -> app.overrideConfigKey("quarkus.activities.workers." + queue + ".types", "Act"));
        return app.setForcedDependencies(List.of(
                Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())));
    }

    private ActivityCall<String> act(String queue) {
        return act().taskQueue(queue).retry(RetryOptions.create().initialInterval(Duration.ofMillis(10)));
    }

    /** Awaits the expected counts, because a change is visible before it is counted. */
    private void assertCounts(String queue, Map<String, Long> expected) {
        Awaitility.await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(Scrape.of(metrics()).counts(queue)).containsExactlyInAnyOrderEntriesOf(expected));
    }

    private static Map<String, Long> with(Map<String, Long> counts, Object... more) {
        Map<String, Long> all = new TreeMap<>(counts);
        for (int i = 0; i < more.length; i += 2) {
            all.merge((String) more[i], Long.valueOf((int) more[i + 1]), Long::sum);
        }
        return all;
    }

    /** {@return the counts of this number of attempts that began and whose methods have ended} */
    private static Map<String, Long> began(int number) {
        return with(Map.of(), "activity_schedule_to_start_latency", number, "activity_execution_latency", number);
    }

    private static Map<String, Long> succeeded(int attempts) {
        return with(began(attempts), "activity_success", 1, "activity_succeed_endtoend_latency", 1,
                "activity_schedule_to_close_latency", 1, "activity_start_to_close_latency", 1);
    }

    @Scenario(226)
    default void aBenignFailureIsNotCounted() throws Exception {
        ActivityHandle<String> handle = act("benign").start();
        poll(handle).fails(ApplicationFailure.newBuilder().message("to be expected").type("Expected").benign(true).build());
        poll(handle).fails(new IllegalArgumentException("not to be expected"));
        poll(handle).completes("done");
        handle.result(LONG);
        assertCounts("benign", with(succeeded(3), "activity_execution_failed exception=\"IllegalArgumentException\"", 1,
                "activity_task_fail", 2, "activity_start_to_close_latency", 2));
    }

    @Scenario(227)
    default void success() throws Exception {
        ActivityHandle<String> handle = act("success").start();
        poll(handle).completes("done");
        handle.result(LONG);
        assertCounts("success", succeeded(1));
    }

    @Scenario(227)
    default void terminalFailure() {
        ActivityHandle<String> handle = act("failure").retry(attempts(1)).start();
        poll(handle).fails();
        failed(handle);
        assertCounts("failure", with(began(1), "activity_execution_failed exception=\"TestFailure\"", 1,
                "activity_task_fail", 1, "activity_fail", 1, "activity_schedule_to_close_latency", 1,
                "activity_start_to_close_latency", 1));
    }

    @Scenario(227)
    default void cancel() {
        ActivityHandle<String> handle = act("cancel").start();
        ScenarioAttempt attempt = poll(handle);
        handle.cancel("enough");
        attempt.fails(new ActivityCanceledException("as asked"));
        failed(handle);
        assertCounts("cancel", with(began(1), "activity_execution_cancelled", 1, "activity_cancel", 1,
                "activity_schedule_to_close_latency", 1, "activity_start_to_close_latency", 1));
    }

    @Scenario(227)
    default void terminalTimeout() {
        ActivityHandle<String> handle = act("timeout").startToCloseTimeout(Duration.ofSeconds(1)).retry(attempts(1)).start();
        ScenarioAttempt attempt = poll(handle);
        failed(handle);
        attempt.completes("too late");
        assertCounts("timeout", with(began(1), "activity_task_timeout timeout_type=\"StartToClose\"", 1,
                "activity_timeout timeout_type=\"StartToClose\"", 1, "activity_schedule_to_close_latency", 1));
    }

    @Scenario(227)
    default void retryableTimeout() throws Exception {
        ActivityHandle<String> handle = act("retried-timeout").heartbeatTimeout(Duration.ofSeconds(1))
                .retry(RetryOptions.create().initialInterval(LONG)).start();
        ScenarioAttempt first = poll(handle);
        afterAttempt(handle, 1);
        // The second attempt must have enough time even on a slow machine, so it begins only now
        handle.updateOptions(OptionsUpdate.create().heartbeatTimeout(LONG)
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))));
        poll(handle).completes("done");
        handle.result(LONG);
        first.completes("too late");
        assertCounts("retried-timeout", with(succeeded(2), "activity_task_timeout timeout_type=\"Heartbeat\"", 1,
                "activity_update_options", 1));
    }

    @Scenario(227)
    default void retryableTaskFailure() throws Exception {
        ActivityHandle<String> handle = act("retried-failure").start();
        poll(handle).fails();
        poll(handle).completes("done");
        handle.result(LONG);
        assertCounts("retried-failure", with(succeeded(2), "activity_execution_failed exception=\"TestFailure\"", 1,
                "activity_task_fail", 1, "activity_start_to_close_latency", 1));
    }

    @Scenario(227)
    default void heartbeat() throws Exception {
        ActivityHandle<String> handle = act("heartbeat").start();
        ScenarioAttempt attempt = poll(handle);
        attempt.heartbeat("halfway");
        activities().completionById(handle.id()).heartbeat(null);
        attempt.completes("done");
        handle.result(LONG);
        assertCounts("heartbeat", with(succeeded(1), "activity_heartbeat_count has_details=\"true\"", 1,
                "activity_heartbeat_count has_details=\"false\"", 1));
    }

    @Scenario(227)
    default void pauseAndUnpause() throws Exception {
        ActivityHandle<String> handle = act("pause").startDelay(LONG).start();
        handle.pause("wait");
        handle.unpause();
        handle.terminate("no longer needed");
        assertCounts("pause", with(Map.of(), "activity_pause", 1, "activity_unpause", 1, "activity_terminate", 1));
    }

    @Scenario(227)
    default void reset() throws Exception {
        ActivityHandle<String> handle = act("reset").start();
        ScenarioAttempt attempt = poll(handle);
        handle.reset();
        attempt.fails();
        poll(handle).completes("done");
        handle.result(LONG);
        assertCounts("reset", with(succeeded(2), "activity_reset", 1, "activity_task_fail", 1,
                "activity_execution_failed exception=\"TestFailure\"", 1, "activity_start_to_close_latency", 1));
    }

    @Scenario(227)
    default void updateOptions() throws Exception {
        ActivityHandle<String> handle = act("update").start();
        ScenarioAttempt attempt = poll(handle);
        handle.updateOptions(OptionsUpdate.create().priority(1));
        attempt.completes("done");
        handle.result(LONG);
        assertCounts("update", with(succeeded(1), "activity_update_options", 1));
    }

    @Scenario(227)
    default void terminate() {
        ActivityHandle<String> handle = act("terminate").start();
        ScenarioAttempt attempt = poll(handle);
        handle.terminate("enough");
        attempt.completes("too late");
        assertCounts("terminate", with(began(1), "activity_terminate", 1));
    }

    /** Temporal's workers do not count these, because they do not see them. */
    @Scenario(227)
    default void successFromElsewhere() throws Exception {
        ActivityHandle<String> handle = act("elsewhere").start();
        ScenarioAttempt attempt = poll(handle);
        String token = attempt.execute(() -> {
            attempt.context().doNotCompleteOnReturn();
            return attempt.context().taskToken();
        });
        attempt.completes("not yet");
        activities().completion(token).complete("done");
        handle.result(LONG);
        assertCounts("elsewhere", succeeded(1));
    }
}

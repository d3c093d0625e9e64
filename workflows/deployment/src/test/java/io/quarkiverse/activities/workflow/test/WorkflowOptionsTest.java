package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ContinueAsNewOptions;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;

/** The options of a start, chains of runs, and what runs tell about themselves. */
@Tag("each-database")
@Timeout(60)
class WorkflowOptionsTest extends WorkflowQueues {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_options").withApplicationRoot(jar -> jar
            .addClasses(Workflows.class, WorkflowQueues.class, CodeWorkflow.class, TestDatabase.class));

    private static final Duration NOW = Duration.ofMillis(1);

    /** The workflows of this test. */
    @Singleton
    public static class Workflows {

        @Inject
        WorkflowRegistry registry;

        void register(@Observes @Priority(1) StartupEvent event) {
            register("FailUntil", CodeWorkflow.of((w, attempts) -> {
                WorkflowInfo info = w.context().info();
                if (info.attempt() < Integer.parseInt(attempts)) {
                    throw ApplicationFailure.newFailure("attempt " + info.attempt(), "NotYet");
                }
                return info.attempt() + " " + info.firstRunId() + " " + info.continuedRunId().orElse(null);
            }));
            register("Waiting", CodeWorkflow.of((w, text) -> {
                w.context().await(() -> w.text("word") != null);
                return w.text("word");
            }).keeping("word").query("words", CodeWorkflow.Instance::state));
            register("Endless", CodeWorkflow.of((w, text) -> {
                w.context().sleep(Duration.ofMillis(50));
                w.context().continueAsNew(text);
                return null;
            }));
            register("Tally", CodeWorkflow.of((w, text) -> {
                w.context().await(() -> w.text("word") != null);
                int sum = Integer.parseInt(text) + w.text("word").split(",").length;
                if (sum < 60) {
                    w.context().continueAsNew(String.valueOf(sum));
                }
                return String.valueOf(sum);
            }).keeping("word"));
            register("Memory", CodeWorkflow.of((w, text) -> {
                String before = w.context().memo("color", String.class).orElse("none");
                w.context().upsertMemo("color", "red");
                w.context().upsertMemo("size", null);
                w.context().publish("progress", text);
                if (text.equals("first")) {
                    w.context().continueAsNew(ContinueAsNewOptions.create().runTimeout(Duration.ofHours(2)), "second");
                }
                return before + " " + w.context().info().runTimeout().orElseThrow();
            }));
            register("ReturnsAnyway", CodeWorkflow.of((w, text) -> {
                try {
                    w.context().sleep(Duration.ofDays(1));
                } catch (RuntimeException canceled) {
                    return "kept";
                }
                return "not canceled";
            }));
        }

        private void register(String type, CodeWorkflow code) {
            registry.register(new RegisteredWorkflow(type, 1, "options", code, null));
        }
    }

    private WorkflowCall<String> call(String type, String argument) {
        return workflows.call(type, String.class, argument);
    }

    private static RetryOptions retry(int attempts) {
        return RetryOptions.create().maximumAttempts(attempts).initialInterval(NOW);
    }

    private static WorkflowFailedException failure(WorkflowHandle<?> handle) {
        try {
            handle.result();
        } catch (WorkflowFailedException e) {
            return e;
        }
        throw new AssertionError("has a result");
    }

    // Retries

    @Test
    void anotherRunFollowsOneThatFails() {
        WorkflowHandle<String> handle = call("FailUntil", "3").retry(retry(5)).start();
        WorkflowDescription first = await().until(handle::describe, description -> description.status().isClosed());
        assertThat(first.status()).isEqualTo(WorkflowStatus.FAILED);
        assertThat(first.retryState()).contains(RetryState.IN_PROGRESS);
        String second = first.nextRunId().orElseThrow();
        String[] result = handle.result().split(" ");
        assertThat(result).hasSize(3).startsWith("3", handle.runId());
        assertThat(result[2]).isEqualTo(second);
        WorkflowDescription last = workflows.handle(handle.workflowId()).describe();
        assertThat(last.attempt()).isEqualTo(3);
        assertThat(last.firstRunId()).isEqualTo(handle.runId());
        assertThat(last.continuedRunId()).contains(second);
    }

    @Test
    void aRetryPolicyEnds() {
        assertThat(failure(call("FailUntil", "9").start()).retryState()).contains(RetryState.RETRY_POLICY_NOT_SET);
        WorkflowFailedException exhausted = failure(call("FailUntil", "9").retry(retry(2)).start());
        assertThat(exhausted.retryState()).contains(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(exhausted.getCause()).hasMessageContaining("attempt 2");
        assertThat(failure(call("FailUntil", "9").retry(retry(9).nonRetryableTypes("NotYet")).start()).retryState())
                .contains(RetryState.NON_RETRYABLE_FAILURE);
        assertThat(failure(call("FailUntil", "9").executionTimeout(Duration.ofMinutes(1))
                .retry(RetryOptions.create().initialInterval(Duration.ofHours(1))).start()).retryState())
                .contains(RetryState.TIMEOUT);
    }

    @Test
    void theRunThatWaitsForItsRetryIsOpen() {
        RetryOptions slow = RetryOptions.create().initialInterval(Duration.ofHours(1));
        WorkflowHandle<String> handle = call("FailUntil", "2").retry(slow).start();
        await().until(() -> handle.describe().status().isClosed());
        WorkflowHandle<?> waiting = workflows.handle(handle.workflowId());
        assertThat(waiting.describe().status()).isEqualTo(WorkflowStatus.RUNNING);
        assertThat(waiting.describe().executionTime()).isAfter(waiting.describe().startTime().plusSeconds(3_000));
        waiting.cancel("enough");
        assertThat(failure(handle).status()).isEqualTo(WorkflowStatus.CANCELED);
    }

    @Test
    void aRunThatTimesOutIsRetried() {
        WorkflowFailedException failed = failure(
                call("Waiting", "").runTimeout(Duration.ofMillis(100)).retry(retry(2)).start());
        assertThat(failed.status()).isEqualTo(WorkflowStatus.TIMED_OUT);
        assertThat(failed.retryState()).contains(RetryState.MAXIMUM_ATTEMPTS_REACHED);
    }

    // Times

    @Test
    void theExecutionTimeoutSpansTheChain() {
        WorkflowHandle<String> handle = call("Endless", "").executionTimeout(Duration.ofHours(1)).retry(retry(0)).start();
        WorkflowHandle<?> latest = workflows.handle(handle.workflowId());
        await().until(() -> !latest.describe().runId().equals(handle.runId()));
        time.pass(Duration.ofHours(2));
        WorkflowFailedException failed = failure(handle);
        assertThat(failed.status()).isEqualTo(WorkflowStatus.TIMED_OUT);
        assertThat(failed.retryState()).contains(RetryState.TIMEOUT);
        assertThat(latest.describe().runId()).isNotEqualTo(handle.runId());
    }

    @Test
    void aSignalDoesNotShortenTheStartDelayButACancellationDoes() {
        WorkflowHandle<String> handle = call("Waiting", "").startDelay(Duration.ofHours(1)).start();
        handle.signal("word", "early");
        assertThatIllegalStateException().isThrownBy(() -> handle.query("words", Object.class))
                .withMessageContaining("before its start delay is over");
        assertThat(handle.describe().tasks()).isZero();
        handle.cancel("now");
        assertThat(failure(handle).status()).isEqualTo(WorkflowStatus.CANCELED);
        WorkflowHandle<String> soon = call("Waiting", "").startDelay(Duration.ofMillis(200)).start();
        soon.signal("word", "early");
        assertThat(soon.result()).isEqualTo("early");
        assertThat(soon.describe().closedTime().orElseThrow()).isAfterOrEqualTo(soon.describe().executionTime());
    }

    @Test
    void invalidOptionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> call("Waiting", "").runTimeout(Duration.ofSeconds(-1)).start())
                .withMessage("The run timeout must not be negative, but is PT-1S");
        assertThatIllegalArgumentException().isThrownBy(() -> call("Waiting", "").taskTimeout(Duration.ZERO).start());
        assertThatIllegalArgumentException().isThrownBy(() -> call("Waiting", "").priority(-1).start());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call("Waiting", "").retry(RetryOptions.create().backoffCoefficient(0.5)).start());
        assertThatIllegalArgumentException().isThrownBy(() -> call("Waiting", "").memo("", 1));
    }

    @Test
    void noSignalIsLostWhileAChainContinues() {
        WorkflowHandle<String> handle = call("Tally", "0").start();
        WorkflowHandle<?> latest = workflows.handle(handle.workflowId());
        IntStream.range(0, 60).parallel().forEach(i -> latest.signal("word", "w" + i));
        assertThat(handle.result()).isEqualTo("60");
    }

    @Test
    void whatIsSentToAnEarlierRunReachesTheLatestRunOfItsChain() {
        WorkflowHandle<String> signaled = continued();
        signaled.signal("word", "b");
        assertThat(signaled.result()).isEqualTo("60");
        assertThatThrownBy(() -> signaled.signal("word", "late")).isInstanceOf(WorkflowNotFoundException.class);
        WorkflowHandle<String> canceled = continued();
        canceled.cancel("enough");
        assertThat(failure(canceled).status()).isEqualTo(WorkflowStatus.CANCELED);
        WorkflowHandle<String> terminated = continued();
        terminated.terminate("enough");
        assertThat(failure(terminated).status()).isEqualTo(WorkflowStatus.TERMINATED);
        assertThat(terminated.describe().status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
    }

    /** {@return a run that has continued as new, in a run that waits for one more word} */
    private WorkflowHandle<String> continued() {
        WorkflowHandle<String> first = call("Tally", "58").start();
        first.signal("word", "a");
        WorkflowHandle<?> latest = workflows.handle(first.workflowId());
        await().until(() -> !latest.describe().runId().equals(first.runId()));
        return first;
    }

    // Memo and published values

    @Test
    void aChainKeepsItsMemoAndWhatItPublishes() throws SQLException {
        WorkflowHandle<String> handle = call("Memory", "first").memo("color", "blue").memo("size", 7).start();
        assertThat(handle.result()).isEqualTo("red PT2H");
        WorkflowDescription first = handle.describe();
        assertThat(first.published("progress", String.class)).contains("first");
        WorkflowDescription second = workflows.handle(handle.workflowId()).describe();
        assertThat(second.memoKeys()).containsExactly("color");
        assertThat(second.memo("color", String.class)).contains("red");
        assertThat(second.publishedKeys()).containsExactly("progress");
        assertThat(second.published("other", String.class)).isEmpty();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT value_text FROM workflow_value"
                        + " WHERE run_id = ? AND value_name = 'progress'")) {
            query.setObject(1, UUID.fromString(second.runId()));
            ResultSet row = query.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("\"second\"");
        }
    }

    @Test
    void whatACanceledRunReturnedIsKept() {
        WorkflowHandle<String> handle = call("ReturnsAnyway", "").start();
        await().until(() -> handle.describe().tasks() > 0);
        handle.cancel("enough");
        assertThatThrownBy(handle::result).asInstanceOf(type(WorkflowFailedException.class))
                .satisfies(failure -> assertThat(failure.retryState()).contains(RetryState.NON_RETRYABLE_FAILURE));
        assertThat(handle.describe().canceledResult(String.class)).contains("kept");
    }
}

package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;
import io.quarkiverse.activities.workflow.test.ApprovalWorkflow.Item;
import io.quarkiverse.activities.workflow.test.ApprovalWorkflow.Pricing;

class TestWorkflowEnvironmentTest {

    private static final List<Item> CHEAP = List.of(new Item("pen", 3), new Item("ink", 7));
    private static final List<Item> DEAR = List.of(new Item("desk", 300));

    private final List<String> charged = new ArrayList<>();
    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()
            .activities(Pricing.class, items -> items.stream().mapToInt(Item::price).sum())
            .activity("Charge", call -> {
                String name = call.argument(0, Item.class).name();
                charged.add(name);
                return "paid " + name;
            });

    private TestWorkflowRun<ApprovalWorkflow, List<String>> buy(List<Item> items) {
        return environment.start(ApprovalWorkflow.class, w -> w.buy(items));
    }

    @Test
    void activitiesRunInTheTest() {
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = buy(CHEAP);
        assertThat(run.result()).containsExactly("paid pen", "paid ink", "R1");
        assertThat(charged).containsExactly("pen", "ink");
        assertThat(run.calls()).containsExactly("Price", "Charge", "Charge", "number");
        assertThat(run.published("total", Integer.class)).isEqualTo(10);
        assertThat(run.status()).isEqualTo(WorkflowStatus.COMPLETED);
        int count = run.query(w -> w.count());
        assertThat(count).isEqualTo(2);
        run.close();
    }

    @Test
    void threeDaysTakeNoTime() {
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = buy(DEAR);
        Instant begin = run.now();
        assertThat(run.result()).containsExactly("not approved in time");
        assertThat(Duration.between(begin, run.now())).isEqualTo(Duration.ofDays(3));
        assertThat(charged).isEmpty();
    }

    @Test
    void messagesComeAtTheirTime() {
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = buy(DEAR);
        run.advance(Duration.ofDays(1));
        assertThat(run.status()).isEqualTo(WorkflowStatus.RUNNING);
        run.after(Duration.ofDays(1), () -> run.signal(w -> w.decide(true)));
        assertThat(run.result()).containsExactly("paid desk", "R1");
        assertThatThrownBy(() -> run.signal(w -> w.decide(true))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void updatesAreAnswered() {
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = buy(DEAR);
        Instant before = run.now();
        int items = run.update(w -> w.add(new Item("lamp", 20)));
        assertThat(items).isEqualTo(2);
        assertThat(run.now()).isEqualTo(before.plus(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> run.update(w -> w.add(new Item("gift", -1)))).isInstanceOf(WorkflowUpdateException.class)
                .hasRootCauseMessage("A price is not negative");
        run.signal("decide", false);
        assertThat(run.result()).containsExactly("refused");
    }

    @Test
    void attemptsFollowTheRetryPolicyOfTheAnnotation() {
        List<Instant> attempts = new ArrayList<>();
        TestWorkflowRun<?, ?>[] current = new TestWorkflowRun<?, ?>[1];
        environment.activities(Charging.class, item -> {
            attempts.add(current[0].now());
            throw new IllegalStateException("busy");
        });
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = buy(DEAR);
        current[0] = run;
        Instant begin = run.now();
        run.signal(w -> w.decide(true));
        assertThatThrownBy(run::result).isInstanceOf(WorkflowFailedException.class).hasRootCauseMessage("busy");
        assertThat(attempts).containsExactly(begin, begin.plus(Duration.ofMinutes(1)), begin.plus(Duration.ofMinutes(3)));
    }

    /** The activity of {@link ApprovalWorkflow.Payments}, as an interface that a lambda implements. */
    interface Charging {

        @Activity(retry = @RetryPolicy(maximumAttempts = 3, initialInterval = "1m"))
        String charge(Item item);
    }

    @Test
    void failuresHaveTheirShape() {
        environment.activity("Charge", call -> {
            throw ApplicationFailure.newNonRetryableFailure("no money", "Poor");
        });
        TestWorkflowRun<ApprovalWorkflow, List<String>> run = buy(CHEAP);
        assertThatThrownBy(run::result).isInstanceOfSatisfying(WorkflowFailedException.class, e -> {
            assertThat(e.status()).isEqualTo(WorkflowStatus.FAILED);
            assertThat(e.getCause()).isInstanceOf(ActivityFailure.class).hasRootCauseMessage("no money");
        });
    }

    @Test
    void slowActivitiesTimeOut() {
        environment.takes("Slow", Duration.ofMinutes(5)).activity("Slow", call -> "never");
        assertThatThrownBy(() -> environment.start(Slow.class, w -> w.run()).result())
                .isInstanceOf(WorkflowFailedException.class).hasRootCauseInstanceOf(TimeoutFailure.class);
    }

    @Test
    void whatIsMissingIsNamed() {
        TestWorkflowEnvironment empty = TestWorkflowEnvironment.newInstance();
        assertThatThrownBy(() -> empty.start(Slow.class, w -> w.run()).result()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("activity(\"Slow\", …)");
        TestWorkflowRun<Waiting, String> waiting = empty.start(Waiting.class, w -> w.run());
        assertThatThrownBy(waiting::result).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("such as a signal").hasMessageContaining("Waiting.run");
    }

    @Test
    void codeThatIsNotDeterministicFailsTheTest() {
        environment.activity("A", call -> "a").activity("B", call -> "b");
        assertThatThrownBy(() -> environment.start(Random.class, w -> w.run()).result()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not fit its journal");
    }

    @Test
    void aBugFailsTheTest() {
        assertThatThrownBy(() -> environment.start(Buggy.class, w -> w.run())).isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a bug");
    }

    @Workflow
    static class Slow {

        private final WorkflowContext workflow;

        Slow(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        String run() {
            return workflow.activity("Slow", String.class).startToCloseTimeout(Duration.ofMinutes(1))
                    .retry(RetryOptions.create().maximumAttempts(2)).execute();
        }
    }

    @Workflow
    static class Waiting {

        private final WorkflowContext workflow;

        Waiting(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        String run() {
            workflow.await(() -> false);
            return "never";
        }
    }

    @Workflow
    static class Random {

        private static int calls;
        private final WorkflowContext workflow;

        Random(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        String run() {
            return workflow.activity(calls++ % 2 == 0 ? "A" : "B", String.class).execute();
        }
    }

    @Workflow
    static class Buggy {

        @WorkflowMethod
        String run() {
            throw new IllegalStateException("a bug");
        }
    }
}

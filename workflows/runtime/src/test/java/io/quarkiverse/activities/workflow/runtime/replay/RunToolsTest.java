package io.quarkiverse.activities.workflow.runtime.replay;

import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.completed;
import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.failure;
import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ContinueAsNewOptions;
import io.quarkiverse.activities.workflow.Saga;

/** What the context offers besides calls: the logger, the memo, published values, options of continue-as-new, and limits. */
class RunToolsTest {

    private final List<String> log = new ArrayList<>();

    @Test
    void loggerIsSilentInReplay() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {

            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            context.logger().info("first");
            context.logger().infof("enabled %s", context.logger().isInfoEnabled());
            log.add("enabled " + context.logger().isInfoEnabled());
            context.activity("Charge", String.class).execute();
            context.logger().warn("second");
            context.sleep(Duration.ofDays(1));
        });
        Logger category = Logger.getLogger("io.quarkiverse.activities.workflow.Order");
        category.addHandler(handler);
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            assertThat(lines).hasSize(2).first().isEqualTo("INFO first");
            run.task(completed(1, "done"));
            assertThat(lines).hasSize(3).last().asString().endsWith("second");
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
            assertThat(lines).hasSize(3);
            assertThat(log).containsExactly("enabled true", "enabled false");
        } finally {
            category.removeHandler(handler);
        }
    }

    @Test
    void memoAndPublishedValuesAreDecisions() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            log.add("before " + context.memo("customer", String.class));
            context.upsertMemo("customer", "Ann");
            log.add("after " + context.memo("customer", String.class));
            context.publish("progress", 40);
            context.upsertMemo("customer", null);
            log.add("removed " + context.memo("customer", String.class));
            context.sleep(Duration.ofDays(1));
        });
        try (RunHarness run = new RunHarness(workflow)) {
            TaskResult.Decided decided = (TaskResult.Decided) run.task();
            assertThat(decided.decisions().subList(0, 3)).containsExactly(
                    new Decision.SetMemo("customer", RunHarness.CONVERSION.write("Ann")),
                    new Decision.Publish("progress", RunHarness.CONVERSION.write(40)),
                    new Decision.SetMemo("customer", null));
            assertThat(RunHarness.entries(decided)).containsExactly("memo customer", "memo customer", "timer 1 PT24H");
            assertThat(log).containsExactly("before Optional.empty", "after " + Optional.of("Ann"), "removed Optional.empty");
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
            assertThat(run.replayWith(LambdaWorkflow.of(context -> {
                context.publish("progress", 40);
                context.sleep(Duration.ofDays(1));
            }))).isInstanceOf(TaskResult.Diverged.class);
        }
    }

    @Test
    void continueAsNewTakesOptions() {
        ContinueAsNewOptions options = ContinueAsNewOptions.create().workflowType("Order2").runTimeout(Duration.ofHours(1));
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> context.continueAsNew(options, "next")))) {
            TaskResult.Decided decided = (TaskResult.Decided) run.task();
            assertThat(decided.closing()).isEqualTo(new Closing.ContinuedAsNew(
                    RunHarness.CONVERSION.writeArguments(new Object[] { "next" }), options));
        }
    }

    @Test
    void continueAsNewIsSuggestedForALongJournal() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            for (int i = 0; i < JournalSize.SUGGESTED - 1; i++) {
                context.timer(Duration.ofDays(1));
            }
            log.add(context.journalLength() + " " + context.continueAsNewSuggested());
            context.await(() -> false);
        }).signal("look",
                (context, text) -> log.add(context.journalLength() + " " + context.continueAsNewSuggested()));
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(signal(1, "look", ""));
            run.task(signal(2, "look", ""));
            List<String> expected = List.of("0 false", "4095 false", "4096 true");
            assertThat(log).isEqualTo(expected);
            log.clear();
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
            assertThat(log).isEqualTo(expected);
        }
    }

    @Test
    void openCoroutinesAreLimited() {
        LambdaWorkflow many = coroutines(Core.MAXIMUM_COROUTINES);
        try (RunHarness run = new RunHarness(many)) {
            assertThat(failure(run.task())).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("More than 1000 coroutines are open at the same time");
        }
        try (RunHarness run = new RunHarness(coroutines(Core.MAXIMUM_COROUTINES - 1))) {
            assertThat(run.decides()).isEmpty();
        }
    }

    private static LambdaWorkflow coroutines(int number) {
        return LambdaWorkflow.of(context -> {
            for (int i = 0; i < number; i++) {
                context.async(() -> context.await(() -> false));
            }
            context.await(() -> false);
        });
    }

    @Test
    void coroutinesThatHaveEndedDoNotCount() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            for (int i = 0; i < 3 * Core.MAXIMUM_COROUTINES; i++) {
                context.async(() -> {
                });
            }
            context.sleep(Duration.ofDays(1));
        }))) {
            assertThat(run.decides()).containsExactly("timer 1 PT24H");
        }
    }

    @Test
    void payloadsAreLimited() {
        LimitedConversion conversion = new LimitedConversion(RunHarness.CONVERSION, 10);
        assertThat(conversion.write("12345678")).hasToString("\"12345678\"");
        assertThatThrownBy(() -> conversion.write("123456789")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes 11 bytes, more than the limit of 10");
        assertThatThrownBy(() -> conversion.writeArguments(new Object[] { "1234567" }))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("The arguments of a call take");
        assertThatThrownBy(() -> conversion.writeArguments("activity", "Charge", new Object[] { "1234567" }))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("The arguments of activity Charge take");
    }

    @Test
    void aSagaCompensatesInParallel() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            Saga saga = new Saga();
            for (int number : List.of(1, 2, 3)) {
                saga.onFailure(() -> context.activity(RunHarness.Payments.class, p -> p.charge(number)).execute());
            }
            try {
                saga.compensateInParallel(context);
            } catch (ActivityFailure e) {
                log.add("failed with " + e.getSuppressed().length + " more");
            }
        });
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).containsExactly("activity 1 Payments", "activity 2 Payments", "activity 3 Payments");
            assertThat(run.decides(canceled(1), canceled(2))).isEmpty();
            assertThat(log).isEmpty();
            assertThat(run.decides(completed(3, null))).containsExactly("end of the run completed");
            assertThat(log).containsExactly("failed with 1 more");
        }
    }

    private static Arrival canceled(int number) {
        return new Arrival.ActivityClosed(number, new ActivityOutcome.Canceled());
    }
}

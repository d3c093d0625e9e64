package io.quarkiverse.activities.workflow.runtime.replay;

import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.completed;
import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowContext;

/** Tests that tasks which are repeated in one go do what they do one by one. */
class RepetitionTest {

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> threads = Collections.synchronizedSet(new LinkedHashSet<>());

    private void say(WorkflowContext context, String what) {
        log.add(context.now() + " " + what);
    }

    private void assertRepeats(RunHarness run, LambdaWorkflow workflow) {
        List<String> live = List.copyOf(log);
        log.clear();
        assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
        assertThat(log).isEqualTo(live);
        log.clear();
        assertThat(run.repeatWith(workflow)).isNull();
        assertThat(log).isEqualTo(live);
    }

    @Test
    void codeThatIsAloneGoesOnByItself() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            for (int i = 0; i < 5; i++) {
                Promise<String> charged = context.activity("Charge", String.class).start();
                context.await(() -> threads.add(Thread.currentThread()) | charged.isDone());
                say(context, charged.get());
            }
            context.sleep(Duration.ofHours(1));
            say(context, "slept");
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            for (int i = 1; i <= 5; i++) {
                run.task(completed(i, "charged " + i));
            }
            run.task(new Arrival.TimerFired(6));
            assertRepeats(run, workflow);
            threads.clear();
            assertThat(run.repeatWith(workflow)).isNull();
            assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void othersTakeTurnsAsTheyDid() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            say(context, context.activity("First", String.class).execute());
            Promise<Void> side = context.async(() -> {
                say(context, context.activity("Beside", String.class).execute());
                context.sleep(Duration.ofMinutes(1));
                say(context, "beside slept");
            });
            say(context, context.activity("Second", String.class).execute());
            side.get();
            say(context, context.activity("Third", String.class).execute());
        }).signal("word", (context, text) -> {
            say(context, text);
            context.sleep(Duration.ofMinutes(1));
            say(context, text + " slept");
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(signal(1, "word", "early"));
            run.task(completed(1, "first"));
            run.task(new Arrival.TimerFired(2));
            run.task(completed(4, "second"), completed(3, "beside"));
            run.task(signal(2, "word", "late"), new Arrival.TimerFired(5));
            run.task(completed(7, "third"));
            assertThat(log).hasSize(8);
            assertRepeats(run, workflow);
        }
    }

    @Test
    void sideEffectsAndLocalActivitiesAreTakenFromTheJournal() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            say(context, context.activity("First", String.class).execute());
            say(context, context.sideEffect(String.class, () -> "effect " + log.size()));
            say(context, context.local("Total", String.class).execute());
            say(context, context.activity("Last", String.class).execute());
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(completed(1, "first"));
            run.taskWithLocal(1, "local");
            run.task(completed(2, "last"));
            assertThat(log).hasSize(4);
            assertRepeats(run, workflow);
        }
    }

    @Test
    void codeThatTheMethodDoesNotWaitForGoesOnUntilItBlocks() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            say(context, context.activity("First", String.class).execute());
            context.async(() -> say(context, context.activity("Beside", String.class).execute()));
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            assertThat(run.decides(completed(1, "first"))).containsExactly("activity 2 Beside", "end of the run completed");
            assertRepeats(run, workflow);
        }
    }

    @Test
    void nothingRunsAfterTheLastTask() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            say(context, context.activity("First", String.class).execute());
            int length = context.journalLength();
            context.await(() -> context.journalLength() > length);
            say(context, "the task has ended");
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(completed(1, "first"));
            assertThat(log).hasSize(1);
            assertRepeats(run, workflow);
        }
    }

    @Test
    void whatACallbackThrowsIsNoBusinessOfTheCodeThatWaits() {
        List<Throwable> thrown = List.of(new AssertionError("in a callback"), new IllegalStateException("in a callback"));
        for (Throwable each : thrown) {
            boolean[] broken = new boolean[1];
            LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
                Promise<String> first = context.activity("First", String.class).start();
                first.handle((result, failure) -> {
                    if (broken[0] && each instanceof Error error) {
                        throw error;
                    } else if (broken[0]) {
                        throw (RuntimeException) each;
                    }
                    return result;
                });
                try {
                    say(context, first.get());
                    context.activity("Second", String.class).execute();
                } catch (AssertionError caught) {
                    say(context, "caught " + caught);
                }
            });
            log.clear();
            try (RunHarness run = new RunHarness(workflow)) {
                run.task();
                run.task(completed(1, "first"));
                run.task(completed(2, "second"));
                assertRepeats(run, workflow);
                broken[0] = true;
                log.clear();
                TaskResult oneByOne = run.replayWith(workflow);
                List<String> said = List.copyOf(log);
                log.clear();
                TaskResult together = run.repeatWith(workflow);
                assertThat(outcome(together)).isEqualTo(outcome(oneByOne));
                assertThat(log).isEqualTo(said);
            }
        }
    }

    @Test
    void aConditionThatThrowsDoesSoWhereTheCodeWaits() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            Promise<String> first = context.activity("First", String.class).start();
            try {
                context.await(() -> {
                    if (first.isDone()) {
                        throw new IllegalStateException("a condition");
                    }
                    return false;
                });
            } catch (IllegalStateException e) {
                say(context, e.getMessage());
            }
            context.activity("Second", String.class).execute();
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(completed(1, "first"));
            run.task(completed(2, "second"));
            assertThat(log).hasSize(1);
            assertRepeats(run, workflow);
        }
    }

    @Test
    void cancellationAndContinuationAreRepeated() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            say(context, context.activity("First", String.class).execute());
            try {
                context.sleep(Duration.ofDays(1));
            } catch (RuntimeException canceled) {
                say(context, canceled.getMessage());
            }
            context.continueAsNew("next");
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(completed(1, "first"));
            run.task(new Arrival.CancelRequested("enough"));
            assertThat(run.run.closing()).isNotNull();
            assertRepeats(run, workflow);
        }
    }

    @Test
    void aDivergenceInTheMiddleIsFound() {
        try (RunHarness run = new RunHarness(calling("Charge", "Ship", "Mail", "Close"))) {
            run.task();
            for (int i = 1; i <= 3; i++) {
                run.task(completed(i, null));
            }
            assertThat(run.repeatWith(calling("Charge", "Ship", "Mail", "Close"))).isNull();
            assertThat(((TaskResult.Diverged) run.repeatWith(calling("Charge", "Ship", "Call", "Close"))).divergence())
                    .isEqualTo(new Divergence(3, "activity 3 Mail", "activity 3 Call"));
            assertThat(run.repeatWith(calling("Charge"))).isInstanceOf(TaskResult.Diverged.class);
            // What has arrived is for an activity that this code has not called
            assertThat(run.repeatWith(LambdaWorkflow.of(context -> context.await(() -> false))))
                    .isInstanceOf(TaskResult.Diverged.class);
        }
    }

    @Test
    void codeThatFailsInTheMiddleIsFound() {
        try (RunHarness run = new RunHarness(calling("Charge", "Ship", "Mail"))) {
            run.task();
            run.task(completed(1, null));
            run.task(completed(2, null));
            TaskResult failed = run.repeatWith(LambdaWorkflow.of(context -> {
                context.activity("Charge", Void.class).execute();
                throw new AssertionError("in the middle");
            }));
            assertThat(RunHarness.failure(failed)).hasMessage("in the middle");
        }
    }

    @Test
    void aJournalThatCannotBeReadIsNoFaultOfTheCode() {
        try (RunHarness run = new RunHarness(calling("Charge", "Ship", "Mail"))) {
            run.task();
            run.task(completed(1, null));
            run.task(completed(2, null));
            JournalFormatException damaged = new JournalFormatException("damaged", null);
            for (int readable = 0; readable < 3; readable++) {
                int tasks = readable;
                assertThatThrownBy(() -> run.repeatWith(calling("Charge", "Ship", "Mail"), tasks, damaged)).isSameAs(damaged);
            }
        }
    }

    private static String outcome(TaskResult result) {
        return result == null || result instanceof TaskResult.Decided ? "fits" : result.toString();
    }

    private static LambdaWorkflow calling(String... activities) {
        return LambdaWorkflow.of(context -> {
            for (String activity : activities) {
                context.activity(activity, Void.class).execute();
            }
        });
    }
}

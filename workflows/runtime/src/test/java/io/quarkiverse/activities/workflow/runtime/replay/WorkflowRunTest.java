package io.quarkiverse.activities.workflow.runtime.replay;

import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.completed;
import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.failure;
import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.signal;
import static io.quarkiverse.activities.workflow.runtime.replay.RunHarness.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.UnsupportedVersionException;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.replay.RunHarness.Payments;

/** The rules of one run that the recordings do not show. */
class WorkflowRunTest {

    private final List<String> log = new ArrayList<>();

    // await: difference 1

    @Test
    void awaitCancelsItsTimerWhenTheConditionHolds() {
        boolean[] approved = new boolean[1];
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            log.add("await " + context.await(Duration.ofDays(3), () -> approved[0]));
            context.activity("Charge", Void.class).execute();
        }).signal("approve", (context, text) -> approved[0] = true);
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).containsExactly("timer 1 PT72H");
            assertThat(run.decides(signal(1, "approve", ""))).containsExactly("cancellation of a timer 1", "activity 2 Charge");
            assertThat(log).containsExactly("await true");
        }
    }

    @Test
    void awaitTellsTheConditionEvenIfTheTimerFiredInTheSameTask() {
        boolean[] approved = new boolean[1];
        LambdaWorkflow workflow = LambdaWorkflow
                .of(context -> log.add("await " + context.await(Duration.ofDays(3), () -> approved[0])))
                .signal("approve", (context, text) -> approved[0] = true);
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(new Arrival.TimerFired(1), signal(1, "approve", ""));
            assertThat(log).containsExactly("await true");
        }
    }

    @Test
    void awaitWhoseConditionHoldsAlreadyLeavesNoTrace() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> context.await(Duration.ofDays(3), () -> true)))) {
            assertThat(run.decides()).containsExactly("end of the run completed");
        }
    }

    // Promises, scopes and memo

    @Test
    void anEmptyAllOfIsDoneInOtherPromises() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            Promise.allOf(Promise.allOf(), context.timer(Duration.ofHours(1))).get();
            log.add("fired");
        });
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).containsExactly("timer 1 PT1H");
            run.task(new Arrival.TimerFired(1));
            assertThat(log).containsExactly("fired");
        }
    }

    @Test
    void aSecondCancellationOfAScopeHasNoEffect() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            CancellationScope scope = context.scope(() -> {
            });
            scope.cancel("first");
            scope.cancel("second");
            log.add(scope.cancellationReason());
        }))) {
            run.task();
            assertThat(log).containsExactly("first");
        }
    }

    @Test
    void aValueOfTheMemoCanBeOfAPrimitiveType() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            context.upsertMemo("tries", 5);
            log.add("tries " + context.memo("tries", int.class).get());
        }))) {
            run.task();
            assertThat(log).containsExactly("tries 5");
        }
    }

    // Calls on stubs

    @Test
    void callsOnStubsAreRecorded() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            context.activity(Payments.class, p -> p.charge(7)).start();
            context.child(Payments.class, p -> p.charge(8)).start();
            context.local(Payments.class, p -> p.charge(9)).start();
            context.sleep(Duration.ofHours(1));
        });
        try (RunHarness run = new RunHarness(workflow)) {
            TaskResult.Decided decided = (TaskResult.Decided) run.task();
            assertThat(RunHarness.entries(decided)).containsExactly("activity 1 Payments", "child workflow 2 Payments run-1/1",
                    "timer 3 PT1H");
            assertThat(((Decision.ScheduleActivity) decided.decisions().get(0)).spec().arguments()).hasToString("[\"7\"]");
            assertThat(run.run.openLocals()).singleElement().satisfies(
                    request -> assertThat(request.spec().arguments()).hasToString("[\"9\"]"));
        }
    }

    @Test
    void whatIsPublishedIsStoredButNotMatched() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            context.publish("status", "waiting");
            context.sleep(Duration.ofHours(1));
        });
        try (RunHarness run = new RunHarness(workflow)) {
            TaskResult.Decided decided = (TaskResult.Decided) run.task();
            assertThat(decided.decisions()).contains(new Decision.Publish("status", RunHarness.CONVERSION.write("waiting")));
            assertThat(RunHarness.entries(decided)).containsExactly("timer 1 PT1H");
            assertThat(run.replayWith(LambdaWorkflow.of(context -> context.sleep(Duration.ofHours(1)))))
                    .isInstanceOf(TaskResult.Decided.class);
        }
    }

    // Cancellation of one promise

    @Test
    void cancelingAPromiseOfACoroutineCancelsWhatItWaitsFor() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            Promise<Void> slow = context.async(() -> {
                context.activity("Slow", Void.class).execute();
            });
            context.activity("Fast", Void.class).execute();
            slow.cancel("too slow");
            log.add("failed " + slow.failure().getCause().getClass().getSimpleName());
        });
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).containsExactly("activity 1 Fast", "activity 2 Slow");
            assertThat(run.decides(completed(1, null))).containsExactly("cancellation of an activity 2",
                    "end of the run completed");
            assertThat(log).containsExactly("failed CanceledFailure");
        }
    }

    @Test
    void cancelingAnyOfCancelsAll() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            Promise<Void> any = Promise.anyOf(context.timer(Duration.ofHours(1)), context.timer(Duration.ofHours(2)));
            context.sleep(Duration.ofMinutes(1));
            any.cancel(null);
            assertThat(any.failure()).isInstanceOf(CanceledFailure.class);
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            assertThat(run.decides(new Arrival.TimerFired(3))).containsExactly("cancellation of a timer 1",
                    "cancellation of a timer 2", "end of the run completed");
        }
    }

    // Steps, time and chance

    @Test
    void aStepIsRunByTheOwnerAndReplayedFromTheJournal() {
        LambdaWorkflow workflow = new LambdaWorkflow(
                context -> context.step("audit", String.class, () -> "never called here"));
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).isEmpty();
            LocalRequest request = run.run.openLocals().get(0);
            assertThat(request.spec().type()).isEqualTo("audit");
            assertThat(request.spec().step()).isNotNull();
            assertThat(RunHarness.entries(run.taskWithLocal(request.number(), "done"))).containsExactly(
                    "local activity 1 audit",
                    "end of the run completed");
            assertThat(run.run.closing()).isEqualTo(new Closing.Completed(RunHarness.CONVERSION.write("done")));
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
        }
    }

    @Test
    void timeAndChanceAreThoseOfTheFirstTime() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            UUID uuid = context.uuid();
            assertThat(context.uuid()).isNotEqualTo(uuid);
            log.add(context.now() + " " + uuid + " " + context.random().nextInt());
            context.sleep(Duration.ofDays(1));
            log.add(context.now().toString());
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.task(new Arrival.TimerFired(1));
            List<String> first = List.copyOf(log);
            log.clear();
            run.replayWith(workflow);
            assertThat(log).isEqualTo(first).last().isEqualTo("2026-01-01T00:00:01Z");
        }
    }

    @Test
    void whatArrivesWhileALocalActivityRunsIsDeliveredAtOnce() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> log.add(context.local("Total", String.class).execute()))
                .signal("go", (context, text) -> log.add("signal"));
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).isEmpty();
            assertThat(run.decides(signal(1, "go", ""))).isEmpty();
            assertThat(log).containsExactly("signal");
            assertThat(run.run.openLocals()).hasSize(1);
            run.taskWithLocal(1, "done");
            assertThat(log).containsExactly("signal", "done");
            log.clear();
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
            assertThat(log).containsExactly("signal", "done");
        }
    }

    @Test
    void rulesAreKnownByTheirVersion() {
        assertThat(Rules.of(Rules.CURRENT.version())).isEqualTo(Rules.CURRENT);
        assertThat(Rules.of(Rules.TEMPORAL.version())).isEqualTo(Rules.TEMPORAL);
        assertThatThrownBy(() -> Rules.of(99)).hasMessageContaining("newer release");
    }

    // Bugs, divergences and versions

    @Test
    void aBugFailsTheTaskAndAFailureEndsTheRun() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            throw new IllegalStateException("bug");
        }))) {
            assertThat(failure(run.task())).hasMessage("bug");
            assertThat(run.run.isUsable()).isFalse();
        }
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            throw ApplicationFailure.newFailure("declined", "CardDeclined");
        }))) {
            run.task();
            assertThat(run.run.closing()).isInstanceOfSatisfying(Closing.Failed.class,
                    failed -> assertThat(failed.failure().failure().type()).isEqualTo("CardDeclined"));
        }
    }

    @Test
    void aDivergenceNamesWhatWasExpectedAndFound() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            context.activity("Charge", Void.class).execute();
            context.sleep(Duration.ofHours(1));
        }))) {
            run.task();
            run.task(completed(1, null));
            TaskResult.Diverged diverged = (TaskResult.Diverged) run.replayWith(LambdaWorkflow.of(context -> {
                context.activity("Charge", Void.class).execute();
                context.activity("Ship", Void.class).execute();
            }));
            assertThat(diverged.divergence()).isEqualTo(new Divergence(2, "timer 2 PT1H", "activity 2 Ship"));
            assertThat(diverged.divergence().message()).contains("Line 2", "timer 2 PT1H", "activity 2 Ship", "patched()");
        }
    }

    @Test
    void aVersionThatIsNoLongerSupportedFailsTheTask() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            context.version("change", -1, 1);
            context.sleep(Duration.ofHours(1));
        }))) {
            assertThat(run.decides()).containsExactly("version 1 change", "timer 1 PT1H");
            TaskResult result = run.replayWith(LambdaWorkflow.of(context -> context.version("change", 2, 3)));
            assertThat(failure(result)).isInstanceOf(UnsupportedVersionException.class).hasMessageContaining("version 1");
        }
    }

    @Test
    void anArrivalThatNobodyAskedForIsADivergence() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> context.sleep(Duration.ofHours(1))))) {
            run.task();
            assertThat(run.task(completed(7, null))).isInstanceOfSatisfying(TaskResult.Diverged.class,
                    diverged -> assertThat(diverged.divergence().expected()).isEqualTo("the arrival a7"));
        }
    }

    // Who may use the context, and when

    @Test
    void otherThreadsMayNotUseTheContext() {
        AtomicReference<WorkflowContext> leaked = new AtomicReference<>();
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            leaked.set(context);
            context.sleep(Duration.ofHours(1));
        }))) {
            run.task();
            assertThatThrownBy(() -> leaked.get().now()).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not run code of the workflow")
                    .hasMessageContaining(Thread.currentThread().getName());
        }
    }

    @Test
    void queriesMayNeitherChangeTheRunNorBlock() {
        AtomicReference<WorkflowContext> context = new AtomicReference<>();
        LambdaWorkflow workflow = LambdaWorkflow.of(c -> {
            context.set(c);
            c.sleep(Duration.ofHours(1));
        }).query("status", () -> "sleeping since " + context.get().now()).query("change",
                () -> context.get().timer(Duration.ZERO));
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            assertThat(run.run.query("status", null)).isEqualTo(
                    new QueryAnswer.Answered(RunHarness.CONVERSION.write("sleeping since 2026-01-01T00:00:00Z")));
            assertThat(run.run.query("change", null)).isInstanceOfSatisfying(QueryAnswer.Refused.class,
                    refused -> assertThat(refused.cause()).isInstanceOf(IllegalStateException.class));
            assertThat(run.run.query("nothing", null)).isInstanceOf(QueryAnswer.Refused.class);
            assertThat(run.decides()).isEmpty();
        }
    }

    @Test
    void callbacksAndConstructorsMustNotBlock() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
        }).constructor(context -> context.sleep(Duration.ofHours(1))))) {
            assertThat(failure(run.task())).hasMessageContaining("must not block");
        }
        try (RunHarness run = new RunHarness(
                new LambdaWorkflow(context -> context.timer(Duration.ofHours(1)).thenApply(nothing -> {
                    context.sleep(Duration.ofHours(1));
                    return "never";
                }).failure().getMessage()))) {
            run.task();
            run.task(new Arrival.TimerFired(1));
            assertThat(run.run.closing()).isInstanceOfSatisfying(Closing.Completed.class,
                    closed -> assertThat(closed.result().toString()).contains("must not block"));
        }
    }

    @Test
    void aRejectedUpdateLeavesNoTrace() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> context.sleep(Duration.ofHours(1))).update("rename", text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }, context -> "renamed");
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            TaskResult.Decided rejected = (TaskResult.Decided) run.task(update(1, "rename", ""));
            assertThat(rejected.isEmpty()).isTrue();
            assertThat(rejected.decisions()).singleElement().isInstanceOfSatisfying(Decision.RejectUpdate.class,
                    rejection -> assertThat(rejection.failure().failure().message()).isEqualTo("empty"));
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
            assertThat(run.decides(update(2, "rename", "new"))).containsExactly("accepted update 2 rename",
                    "completed update 2 rename");
        }
    }

    @Test
    void anUpdateWhoseArgumentsDoNotFitIsRejected() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> context.sleep(Duration.ofHours(1)))
                .update("move", null, context -> "moved");
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            Payload arguments = RunHarness.CONVERSION.writeArguments(new Object[] { List.of("no text") });
            TaskResult.Decided decided = (TaskResult.Decided) run.task(new Arrival.UpdateRequested(1, "move", arguments));
            assertThat(decided.isEmpty()).isTrue();
            assertThat(decided.decisions()).singleElement().isInstanceOf(Decision.RejectUpdate.class);
        }
    }

    @Test
    void aTaskInWhichCodeWentOnIsNotEmpty() {
        Instant[] seen = new Instant[1];
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            seen[0] = context.now();
            context.await(() -> context.now().isAfter(RunHarness.BEGIN.plusSeconds(1)));
            seen[0] = context.now();
            context.await(() -> false);
        }).update("no", text -> {
            throw new IllegalArgumentException("no");
        }, context -> null);
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(((TaskResult.Decided) run.task(update(1, "no", ""))).isEmpty()).isFalse();
            assertThat(((TaskResult.Decided) run.task(update(2, "no", ""))).isEmpty()).isTrue();
            assertThat(((TaskResult.Decided) run.task(update(3, "no", ""))).isEmpty()).isFalse();
            assertThat(seen[0]).isEqualTo(RunHarness.BEGIN.plusSeconds(2));
            run.replayWith(workflow);
            assertThat(seen[0]).isEqualTo(RunHarness.BEGIN.plusSeconds(2));
        }
    }

    @Test
    void anErrorInACallbackFailsTheTask() {
        try (RunHarness run = new RunHarness(
                LambdaWorkflow.of(context -> context.timer(Duration.ofHours(1)).thenApply(nothing -> {
                    throw new AssertionError("callback");
                }).get()))) {
            run.task();
            assertThat(failure(run.task(new Arrival.TimerFired(1)))).isInstanceOf(AssertionError.class).hasMessage("callback");
        }
    }

    @Test
    void aRunThatHasNotBegunCannotBeQueried() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
        }).query("status", () -> "never"))) {
            assertThatThrownBy(() -> run.run.query("status", null)).isInstanceOf(IllegalStateException.class);
        }
    }

    // Memory

    @Test
    void evictionRunsFinallyBlocksThatCannotUseTheContext() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            try {
                context.sleep(Duration.ofHours(1));
            } finally {
                log.add("finally");
                context.activity("CleanUp", Void.class).start();
                log.add("not reached");
            }
        });
        try (RunHarness run = new RunHarness(workflow)) {
            run.task();
            run.run.evict();
            assertThat(log).containsExactly("finally");
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
        }
    }

    @Test
    void codeThatSwallowsTheEvictionGetsItAgain() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            for (int i = 0; i < 3; i++) {
                try {
                    context.sleep(Duration.ofHours(1));
                } catch (Throwable swallowed) {
                    log.add(swallowed.getClass().getSimpleName());
                }
            }
        }))) {
            run.task();
            run.run.evict();
            assertThat(log).containsExactly("Eviction", "Eviction", "Eviction");
        }
    }

    @Test
    void codeThatSwallowsTheEvictionForeverIsLeftBehind() {
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            while (true) {
                try {
                    context.sleep(Duration.ofHours(1));
                } catch (Throwable swallowed) {
                    // the next use throws again
                }
            }
        }))) {
            run.task();
            assertThat(run.run.evict()).isEqualTo(1);
        }
    }

    @Test
    void codeThatDoesNotBlockCanBeAbandoned() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        AtomicReference<Throwable> later = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        try (RunHarness run = new RunHarness(LambdaWorkflow.of(context -> {
            busy.countDown();
            awaitUninterruptibly(free);
            try {
                context.sleep(Duration.ofHours(1));
            } catch (Throwable t) {
                later.set(t);
            } finally {
                ended.countDown();
            }
        }))) {
            AtomicReference<TaskResult> result = new AtomicReference<>();
            Thread runner = new Thread(() -> result.set(run.task()));
            runner.start();
            assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(run.run.runningThread()).isPresent();
            run.run.abandon();
            runner.join(10_000);
            assertThat(failure(result.get())).hasMessageContaining("did not block in time")
                    .satisfies(stuck -> assertThat(stuck.getStackTrace()).isNotEmpty());
            free.countDown();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(later.get()).isInstanceOf(Eviction.class);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutAThreadTheTaskIsRefused() {
        WorkflowRun run = new WorkflowRun(LambdaWorkflow.of(context -> {
        }), new RunStart(new WorkflowInfo("id", "run", "Order", "queue", 1, RunHarness.BEGIN,
                Optional.empty()), null, Duration.ofSeconds(10), Rules.CURRENT), RunHarness.CONVERSION, null,
                task -> {
                    throw new RejectedExecutionException("no thread is free");
                });
        assertThatThrownBy(() -> run.begin(RunHarness.BEGIN, List.of())).isInstanceOf(RejectedExecutionException.class);
        assertThat(run.isUsable()).isFalse();
        run.evict();
    }

    @Test
    void continueAsNewEndsTheCodeAtOnce() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            context.async(() -> log.add("other coroutine"));
            context.continueAsNew("next");
            log.add("not reached");
        });
        try (RunHarness run = new RunHarness(workflow)) {
            assertThat(run.decides()).containsExactly("end of the run continued");
            assertThat(run.run.closing()).isEqualTo(
                    new Closing.ContinuedAsNew(RunHarness.CONVERSION.writeArguments(new Object[] { "next" })));
            assertThat(log).isEmpty();
        }
    }
}

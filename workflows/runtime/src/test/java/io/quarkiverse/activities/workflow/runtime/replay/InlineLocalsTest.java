package io.quarkiverse.activities.workflow.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.Promise;

/** Bodies of Local Activities on the thread of the code: what the journal has must not depend on it. */
class InlineLocalsTest {

    private final List<String> log = new ArrayList<>();

    /** Runs steps. What it cannot deliver at once, the test delivers. */
    private static final class Steps implements InlineLocals {

        final CountDownLatch ended = new CountDownLatch(1);
        final AtomicInteger run = new AtomicInteger();
        volatile long patience = TimeUnit.MINUTES.toNanos(1);
        boolean refuses;
        private volatile LocalRequest request;
        private volatile LocalOutcome.Completed outcome;

        @Override
        public long patienceNanos() {
            return patience;
        }

        @Override
        public boolean begin(LocalRequest newRequest) {
            request = newRequest;
            outcome = null;
            return !refuses;
        }

        @Override
        public void run() {
            run.incrementAndGet();
            try {
                outcome = new LocalOutcome.Completed(1, RunHarness.CONVERSION.write(request.spec().step().call()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            ended.countDown();
        }

        @Override
        public void runElsewhere() {
            // the test does
        }

        @Override
        public LocalOutcome.Completed result() {
            return outcome;
        }

        @Override
        public Instant delivered() {
            return RunHarness.BEGIN;
        }
    }

    private final Steps steps = new Steps();

    private RunHarness run(LambdaWorkflow workflow) {
        RunHarness harness = new RunHarness(workflow);
        harness.run.inlineLocals(steps);
        return harness;
    }

    @Test
    void aShortStepGoesOnInTheSameTask() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            String one = context.step("one", String.class, () -> "1");
            context.step("two", String.class, () -> one + "2");
            context.activity("Charge", String.class).execute();
        });
        try (RunHarness run = run(workflow)) {
            TaskResult.Decided decided = (TaskResult.Decided) run.task();
            assertThat(decided.line().entries()).extracting(Entry::kind)
                    .containsExactly(Entry.Kind.LOCAL, Entry.Kind.LOCAL, Entry.Kind.ACTIVITY);
            assertThat(run.run.openLocals()).isEmpty();
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
        }
    }

    @Test
    void nothingElseMayBeWaiting() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            Promise<String> other = context.async(() -> context.step("other", String.class, () -> "1"));
            context.step("one", String.class, () -> "2");
            other.get();
        });
        try (RunHarness run = run(workflow)) {
            run.task();
            assertThat(steps.run).hasValue(0);
            assertThat(run.run.openLocals()).hasSize(2);
        }
    }

    @Test
    void aStepThatTheMethodDoesNotWaitForIsNotRun() {
        LambdaWorkflow workflow = LambdaWorkflow
                .of(context -> context.async(() -> context.step("late", String.class, () -> "1")));
        try (RunHarness run = run(workflow)) {
            assertThat(run.decides()).containsExactly("end of the run completed");
            assertThat(steps.run).hasValue(0);
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
        }
    }

    @Test
    void whatOthersMustHearOfGoesOutFirst() {
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            context.activity("Charge", String.class).start();
            context.step("one", String.class, () -> "2");
        });
        try (RunHarness run = run(workflow)) {
            run.task();
            assertThat(steps.run).hasValue(0);
        }
    }

    @Test
    void aStepThatIsRefusedRunsElsewhere() {
        steps.refuses = true;
        try (RunHarness run = run(LambdaWorkflow.of(context -> log.add(context.step("one", String.class, () -> "1"))))) {
            run.task();
            assertThat(run.run.openLocals()).hasSize(1);
            run.taskWithLocal(1, "elsewhere");
            assertThat(log).containsExactly("elsewhere");
        }
    }

    @Test
    void aLongStepDoesNotHoldUpTheRun() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        LambdaWorkflow workflow = LambdaWorkflow.of(context -> {
            log.add(context.step("long", String.class, () -> {
                steps.patience = 0;
                end.await();
                return "1";
            }));
            context.activity("Charge", String.class).execute();
        });
        steps.patience = TimeUnit.MILLISECONDS.toNanos(1);
        try (RunHarness run = run(workflow)) {
            assertThat(RunHarness.entries(run.task())).isEmpty();
            assertThat(run.run.openLocals()).hasSize(1);
            end.countDown();
            steps.ended.await();
            assertThat(log).isEmpty();
            run.run.inlineLocals(null);
            assertThat(RunHarness.entries(run.taskWithLocal(1, "delivered"))).hasSize(2);
            assertThat(log).containsExactly("delivered");
            assertThat(run.replayWith(workflow)).isInstanceOf(TaskResult.Decided.class);
        }
    }

    @Test
    void evictionDoesNotWaitForALongStep() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch unwound = new CountDownLatch(1);
        steps.patience = TimeUnit.MILLISECONDS.toNanos(1);
        try (RunHarness run = run(LambdaWorkflow.of(context -> {
            try {
                context.step("long", String.class, () -> {
                    steps.patience = 0;
                    end.await();
                    return "1";
                });
            } catch (Throwable t) {
                log.add(t.getClass().getSimpleName());
                throw t;
            } finally {
                unwound.countDown();
            }
        }))) {
            run.task();
            assertThat(run.run.evict()).isZero();
            assertThat(log).isEmpty();
            end.countDown();
            unwound.await();
            assertThat(log).containsExactly("Eviction");
        }
    }
}

package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.runtime.payload.RegisteredTypes;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs.RecordedMethod;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowClass;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowDefinitions;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.ChildSpec;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.test.OrderFulfilment.Order;
import io.quarkiverse.activities.workflow.test.OrderFulfilment.Payments;
import io.quarkiverse.activities.workflow.test.OrderFulfilment.Pricing;
import io.quarkiverse.activities.workflow.test.OrderFulfilment.Receipt;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** What the build finds and generates, on runs in memory. */
class WorkflowStubsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(OrderFulfilment.class, Order.class, Receipt.class, Payments.class,
                    OrderFulfilment.Stock.class, Pricing.class, InMemoryRun.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:workflow_stubs;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.activities.types.\"Refund\".task-queue", "accounting")
            .overrideConfigKey("stock.timeout", "30s");

    private static final Order ORDER = new Order(7, 40);

    @Inject
    WorkflowDefinitions definitions;
    @Inject
    RecordedStubs stubs;

    // Discovery

    @Test
    void definitionsAreRecorded() {
        assertThat(definitions.served().keySet()).containsExactly("Counting", "Greeter", "OrderFulfilment", "Parent", "Tax");
        WorkflowClass orders = definitions.latest("OrderFulfilment").orElseThrow();
        assertThat(orders.version()).isEqualTo(1);
        assertThat(orders.taskQueue()).isEmpty();
        assertThat(orders.method().parameters()).containsExactly(Order.class, int.class);
        assertThat(orders.method().result()).isEqualTo(Receipt.class);
        assertThat(orders.signal("approve").parameters()).containsExactly(String.class);
        assertThat(orders.query("status").result()).isEqualTo(int.class);
        assertThat(orders.updateNames()).containsExactly("redirect");
        assertThat(orders.validator("redirect").parameters()).containsExactly(String.class);
        assertThat(orders.signal("other")).isNull();
    }

    @Test
    void typesOfInterfacesAreThoseOfTheInterface() {
        WorkflowClass greeter = definitions.latest("Greeter").orElseThrow();
        assertThat(greeter.declaringClass()).isEqualTo(PoliteGreeter.class.getName());
        assertThat(greeter.signal("rename").parameters()).containsExactly(String.class);
        WorkflowClass remote = definitions.all().stream().filter(w -> !w.isServed()).findFirst().orElseThrow();
        assertThat(remote.type()).isEqualTo("RemoteShipping");
        assertThat(remote.taskQueue()).isEqualTo("shipping");
        assertThat(definitions.latest("RemoteShipping")).isEmpty();
    }

    @Test
    void newRunsUseTheHighestVersion() {
        assertThat(definitions.latest("Tax").orElseThrow().declaringClass()).isEqualTo(Tax2.class.getName());
        assertThat(definitions.find("Tax", 1).orElseThrow().declaringClass()).isEqualTo(Tax1.class.getName());
        assertThat(definitions.find("Tax", 3)).isEmpty();
    }

    @Test
    void workflowsAreNoBeans() {
        assertThat(Arc.container().instance(OrderFulfilment.class).isAvailable()).isFalse();
    }

    @Test
    void typesOfPayloadsAreRegisteredForReflection() throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RegisteredTypes.RESOURCE)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()).contains(
                    Notice.class.getName(), Answer.class.getName(), Choice.class.getName(), Progress.class.getName())
                    .doesNotContain(Parent.class.getName(), OrderFulfilment.class.getName());
        }
    }

    // Stubs in the constructor

    @Test
    void callsOnStubsAreCallsOfActivities() {
        try (InMemoryRun run = new InMemoryRun(definitions.latest("OrderFulfilment").orElseThrow(), stubs, ORDER, 2)) {
            assertThat(run.task()).isEmpty();
            LocalRequest local = run.run.openLocals().get(0);
            assertThat(local.spec().type()).isEqualTo("Total");
            assertThat(local.spec().arguments()).hasToString("[{\"id\":7,\"amount\":40}]");
            assertThat(local.spec().scheduleToClose()).isEqualTo(Duration.ofMinutes(1));
            assertThat(run.query("status", int.class)).isEqualTo(1);

            ActivitySpec reserve = activity(run.taskWithLocal(local.number(), 44L).get(1), 1);
            assertThat(reserve.type()).isEqualTo("ReserveStock");
            assertThat(reserve.taskQueue()).isEqualTo("warehouse");
            assertThat(reserve.cancellation()).isEqualTo(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
            assertThat(reserve.startToClose()).isEqualTo(Duration.ofSeconds(30));
            assertThat(reserve.scheduleToClose()).isNull();
            assertThat(reserve.retry().maximumAttempts()).isEqualTo(3);

            ActivitySpec charge = activity(run.task(run.signal(1, "approve", "Ann")).get(0), 2);
            assertThat(charge.arguments()).hasToString("[{\"id\":7,\"amount\":40},44]");
            assertThat(charge.cancellation()).isEqualTo(ActivityCancellationType.TRY_CANCEL);
            assertThat(charge.retry()).isNull();

            assertThat(run.task(run.update(2, "redirect", "")).get(0)).isInstanceOf(Decision.RejectUpdate.class);
            assertThat(run.task(run.update(3, "redirect", "Bern")).get(1)).hasToString(
                    "CompleteUpdate[message=3, name=redirect, result=\"was redirected\", failure=null]");

            assertThat(run.task(run.completed(2, new Receipt("paid")))).isEmpty();
            assertThat(activity(run.task(run.completed(1, "r")).get(0), 3).type()).isEqualTo("Balance");
            ActivitySpec refund = activity(run.task(run.completed(3, 5)).get(0), 4);
            assertThat(refund.arguments()).hasToString("[\"r5\"]");
            assertThat(refund.taskQueue()).isEqualTo("accounting");
            ActivitySpec rate = activity(run.task(run.completed(4, null)).get(0), 5);
            assertThat(rate.arguments()).hasToString("[[\"EUR\"]]");
            run.task(run.completed(5, "1.1"));
            run.task(run.completed(6, true));
            assertThat(((Closing.Completed) run.run.closing()).result()).hasToString("{\"text\":\"paid 1.1 true Bern\"}");
        }
    }

    private static ActivitySpec activity(Decision decision, int number) {
        Decision.ScheduleActivity scheduled = (Decision.ScheduleActivity) decision;
        assertThat(scheduled.number()).isEqualTo(number);
        return scheduled.spec();
    }

    // Typed calls of the context

    @Test
    void lambdasDescribeCalls() {
        try (InMemoryRun run = new InMemoryRun(definitions.latest("Parent").orElseThrow(), stubs)) {
            List<Decision> decisions = run.task();
            assertThat(activity(decisions.get(0), 1).type()).isEqualTo("Balance");
            assertThat(activity(decisions.get(1), 2).arguments()).hasToString("[\"late\"]");
            assertThat(activity(decisions.get(2), 3).type()).isEqualTo("Rate");
            assertThat(activity(decisions.get(3), 4).type()).isEqualTo("Verify");
            ChildSpec child = ((Decision.StartChild) decisions.get(4)).spec();
            assertThat(child.type()).isEqualTo("OrderFulfilment");
            assertThat(child.arguments()).hasToString("[{\"id\":7,\"amount\":40},3]");
            assertThat(((Decision.StartChild) decisions.get(5)).spec().taskQueue()).isEqualTo("shipping");
            assertThat(run.query("problems", String.class)).isEqualTo("""
                    The method of Refund returns nothing. Use activityVoid(…) to call it
                    The method of Rate returns a Uni. Use localUni(…) to call it
                    io.quarkiverse.activities.workflow.test.OrderFulfilment#approve is a signal, but this call needs the \
                    workflow method
                    io.quarkiverse.activities.workflow.test.OrderFulfilment$Payments#notAnActivity is not an activity. Put \
                    @Activity on it, or call a method that has it
                    """);
        }
    }

    // Stubs for clients

    @Test
    void clientsRecordCallsOfWorkflows() {
        RecordedMethod started = stubs.record(OrderFulfilment.class, MethodKind.WORKFLOW, w -> w.fulfil(ORDER, 2));
        assertThat(started.method().workflow().type()).isEqualTo("OrderFulfilment");
        assertThat(started.arguments()).containsExactly(ORDER, 2);
        RecordedMethod signal = stubs.record(OrderFulfilment.class, MethodKind.SIGNAL, w -> {
            w.approve("Ann");
            return null;
        });
        assertThat(signal.method().name()).isEqualTo("approve");
        RecordedMethod query = stubs.record(OrderFulfilment.class, MethodKind.QUERY, OrderFulfilment::numberOfApprovals);
        assertThat(query.method().name()).isEqualTo("status");
        assertThat(stubs.record(Greeter.class, MethodKind.WORKFLOW, g -> g.greet("x")).method().workflow().type())
                .isEqualTo("Greeter");
        assertThat(stubs.record(RemoteShipping.class, MethodKind.WORKFLOW, s -> s.ship(1)).method().workflow().type())
                .isEqualTo("RemoteShipping");
        assertThat(stubs.record(Taxes.class, MethodKind.WORKFLOW, t -> t.tax(1)).method().workflow().version()).isEqualTo(2);
    }

    @Test
    void clientsCannotCallAnythingElse() {
        assertThatThrownBy(() -> stubs.record(OrderFulfilment.class, MethodKind.SIGNAL, w -> w.fulfil(ORDER, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(OrderFulfilment.class.getName() + "#fulfil is the workflow method, but this call needs a signal");
        assertThatThrownBy(() -> stubs.record(OrderFulfilment.class, MethodKind.SIGNAL, w -> {
            w.other();
            return null;
        })).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("#other is neither a workflow method nor");
        assertThatThrownBy(() -> stubs.record(Payments.class, MethodKind.WORKFLOW, Payments::balance))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is not a workflow; put @Workflow on it");
    }

    @Test
    void aRunContinuesAsTheCallSays() {
        try (InMemoryRun run = new InMemoryRun(definitions.latest("Counting").orElseThrow(), stubs, 1)) {
            run.task();
            assertThat(((Closing.ContinuedAsNew) run.run.closing()).arguments()).hasToString("[2]");
        }
        try (InMemoryRun run = new InMemoryRun(definitions.latest("Counting").orElseThrow(), stubs, 2)) {
            run.task();
            assertThat(((Closing.Completed) run.run.closing()).result()).hasToString(
                    "\"A run of Counting cannot continue as Tax. Call the workflow method of Counting, or start a child"
                            + " workflow\"");
        }
    }

    @Workflow
    static class Counting {

        private final WorkflowContext workflow;

        Counting(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        String count(int from) {
            try {
                if (from == 1) {
                    workflow.continueAsNew(Counting.class, next -> next.count(from + 1));
                }
                workflow.continueAsNew(Taxes.class, taxes -> taxes.tax(1));
                return "continued";
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }

    record Notice(String text) {
    }

    record Answer(String text) {
    }

    record Choice(String text) {
    }

    record Progress(int percent) {
    }

    @Workflow
    interface Greeter {

        @WorkflowMethod
        String greet(String name);

        @SignalMethod
        void rename(String name);
    }

    static class PoliteGreeter implements Greeter {

        @Override
        public String greet(String name) {
            return "Good morning, " + name;
        }

        @Override
        public void rename(String name) {
        }
    }

    @Workflow(taskQueue = "shipping")
    interface RemoteShipping {

        @WorkflowMethod
        String ship(long order);
    }

    @Workflow(name = "Tax")
    interface Taxes {

        @WorkflowMethod
        long tax(long amount);
    }

    @Workflow
    static class Tax1 implements Taxes {

        @Override
        public long tax(long amount) {
            return amount / 10;
        }
    }

    @Workflow(version = 2)
    static class Tax2 implements Taxes {

        @Override
        public long tax(long amount) {
            return amount / 5;
        }
    }

    @Workflow
    static class Parent {

        private final WorkflowContext workflow;
        private final Payments payments;
        private final StringBuilder problems = new StringBuilder();

        Parent(WorkflowContext workflow, Payments payments) {
            this.workflow = workflow;
            this.payments = payments;
        }

        @WorkflowMethod
        void run() {
            workflow.activity(Payments.class, Payments::balance).start();
            workflow.activityVoid(Payments.class, p -> p.refund("late")).start();
            workflow.activityUni(Payments.class, p -> p.rate(List.of())).start();
            workflow.activityStage(Payments.class, Payments::verify).start();
            workflow.child(OrderFulfilment.class, w -> w.fulfil(ORDER, 3)).start();
            workflow.child(RemoteShipping.class, s -> s.ship(1)).start();
            problem(() -> workflow.activity(Payments.class, p -> {
                p.refund("late");
                return null;
            }));
            problem(() -> workflow.local(Payments.class, p -> p.rate(List.of())));
            problem(() -> workflow.childVoid(OrderFulfilment.class, w -> w.approve("Ann")));
            problem(payments::notAnActivity);
            workflow.sleep(Duration.ofDays(1));
            workflow.publish("progress", new Progress(1));
            workflow.sideEffect(Choice.class, () -> null);
        }

        @UpdateMethod
        Answer tell(Notice notice) {
            return new Answer(notice.text());
        }

        private void problem(Runnable call) {
            try {
                call.run();
            } catch (IllegalArgumentException | IllegalStateException e) {
                problems.append(e.getMessage()).append('\n');
            }
        }

        @QueryMethod
        String problems() {
            return problems.toString();
        }
    }
}

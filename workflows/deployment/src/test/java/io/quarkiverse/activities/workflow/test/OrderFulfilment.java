package io.quarkiverse.activities.workflow.test;

import static io.quarkiverse.activities.workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.TaskQueue;
import io.quarkiverse.activities.workflow.ActivityStub;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.smallrye.mutiny.Uni;

/** A workflow with everything that a workflow class can have. */
@Workflow
class OrderFulfilment {

    record Order(long id, int amount) {
    }

    record Receipt(String text) {
    }

    static class Payments {

        @Activity
        Receipt charge(ActivityContext context, Order order, long total) {
            throw new AssertionError("only a stub may be called");
        }

        @Activity
        void refund(String reason) {
        }

        @Activity
        int balance() {
            return 1;
        }

        @Activity
        Uni<String> rate(List<String> currencies) {
            return null;
        }

        @Activity
        CompletionStage<Boolean> verify() {
            return null;
        }

        void notAnActivity() {
        }
    }

    @TaskQueue("warehouse")
    interface Stock {

        @Activity(name = "ReserveStock")
        String reserve(Order order);
    }

    static class Pricing {

        @Activity
        long total(Order order) {
            return 1;
        }
    }

    private final WorkflowContext workflow;
    private final Payments payments;
    private final Stock stock;
    private final Pricing pricing;
    private final Order order;
    private final List<String> approvals = new ArrayList<>();
    private String address;

    OrderFulfilment(WorkflowContext workflow, Payments payments,
            @ActivityStub(cancellation = WAIT_CANCELLATION_COMPLETED, startToCloseTimeout = "${stock.timeout}", retry = @RetryPolicy(maximumAttempts = 3)) Stock stock,
            @LocalActivityStub(scheduleToCloseTimeout = "1m") Pricing pricing, Order order, int copies) {
        this.workflow = workflow;
        this.payments = payments;
        this.stock = stock;
        this.pricing = pricing;
        this.order = order;
        approvals.add("copies " + copies);
    }

    @WorkflowMethod
    Receipt fulfil(Order given, int copies) {
        long total = pricing.total(order);
        Promise<String> reservation = workflow.async(() -> stock.reserve(given));
        workflow.await(() -> approvals.size() > 1);
        Receipt receipt = payments.charge(null, order, total);
        payments.refund(reservation.get() + payments.balance());
        String rate = payments.rate(List.of("EUR")).await().indefinitely();
        boolean verified = payments.verify().toCompletableFuture().join();
        return new Receipt(receipt.text() + " " + rate + " " + verified + " " + address);
    }

    @SignalMethod
    void approve(String by) {
        approvals.add(by);
    }

    @QueryMethod(name = "status")
    int numberOfApprovals() {
        return approvals.size();
    }

    @UpdateMethod
    String redirect(String newAddress) {
        address = newAddress;
        return "was redirected";
    }

    @UpdateValidator("redirect")
    void check(String newAddress) {
        if (newAddress.isEmpty()) {
            throw new IllegalArgumentException("no address");
        }
    }

    /** Not a message: a stub must say so. */
    void other() {
    }
}

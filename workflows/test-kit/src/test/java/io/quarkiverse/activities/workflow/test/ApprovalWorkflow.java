package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** A purchase that somebody approves. */
@Workflow(name = "Approval")
class ApprovalWorkflow {

    record Item(String name, int price) {
    }

    /** A bean of the application, with a constructor that the kit cannot call. */
    static class Payments {

        Payments(Object dependency) {
            throw new IllegalStateException("not in a test");
        }

        @Activity(startToCloseTimeout = "10s", retry = @RetryPolicy(maximumAttempts = 3, initialInterval = "1m"))
        String charge(Item item) {
            throw new IllegalStateException("not in a test");
        }
    }

    interface Pricing {

        @Activity(startToCloseTimeout = "10s")
        int price(List<Item> items);
    }

    private final WorkflowContext workflow;
    private final Payments payments;
    private final Pricing pricing;
    private final List<Item> items = new ArrayList<>();
    private Boolean approved;

    ApprovalWorkflow(WorkflowContext workflow, Payments payments, @LocalActivityStub Pricing pricing) {
        this.workflow = workflow;
        this.payments = payments;
        this.pricing = pricing;
    }

    @WorkflowMethod
    List<String> buy(List<Item> wanted) {
        items.addAll(wanted);
        int total = pricing.price(items);
        workflow.publish("total", total);
        if (total > 100 && !workflow.await(Duration.ofDays(3), () -> approved != null)) {
            return List.of("not approved in time");
        }
        if (Boolean.FALSE.equals(approved)) {
            return List.of("refused");
        }
        List<Promise<String>> charges = items.stream().map(item -> workflow.async(() -> payments.charge(item))).toList();
        Promise.allOf(charges).get();
        String number = workflow.step("number", String.class, () -> "R1");
        List<String> receipts = new ArrayList<>(charges.stream().map(Promise::get).toList());
        receipts.add(number);
        return receipts;
    }

    @SignalMethod
    void decide(boolean yes) {
        approved = yes;
    }

    @UpdateMethod
    int add(Item item) {
        workflow.sleep(Duration.ofMinutes(1));
        items.add(item);
        return items.size();
    }

    @UpdateValidator("add")
    void checkAdd(Item item) {
        if (item.price() < 0) {
            throw new IllegalArgumentException("A price is not negative");
        }
    }

    @QueryMethod
    int count() {
        return items.size();
    }
}

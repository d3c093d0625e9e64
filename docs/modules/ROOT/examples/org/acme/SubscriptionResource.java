package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowStatus;

@Path("/subscriptions/{address}")
public class SubscriptionResource {

    @Inject
    WorkflowClient workflows;

    @POST
    public void subscribe(@RestPath String address) {
        workflows.call(Subscription.class, subscription -> subscription.subscribe(address)) // <1>
                .id("subscription-" + address) // <2>
                .start(); // <3>
    }

    @POST
    @Path("/confirmation")
    public void confirm(@RestPath String address) {
        workflows.handle(Subscription.class, "subscription-" + address)
                .signal(subscription -> subscription.confirm()); // <4>
    }

    @GET
    public SubscriptionStatus status(@RestPath String address) {
        var subscription = workflows.handle(Subscription.class, "subscription-" + address);
        return new SubscriptionStatus(subscription.describe().status(), subscription.query(s -> s.step())); // <5>
    }

    public record SubscriptionStatus(WorkflowStatus status, String step) {
    }
}

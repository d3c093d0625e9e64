package travel;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;

@ApplicationScoped
public class TripClient {

    // tag::start[]
    @Inject
    WorkflowClient workflows;

    public WorkflowHandle<String> start(String traveler, String destination) {
        return workflows.call(TripBooking.class, trip -> trip.book(destination)) // <1>
                .id("trip-" + traveler) // <2>
                .start(); // <3>
    }
    // end::start[]

    // tag::options[]
    public WorkflowHandle<String> startOnce(String traveler, String destination) {
        return workflows.call(TripBooking.class, trip -> trip.book(destination))
                .id("trip-" + traveler)
                .conflictPolicy(IdConflictPolicy.USE_EXISTING) // <1>
                .reusePolicy(IdReusePolicy.REJECT_DUPLICATE) // <2>
                .runTimeout(Duration.ofDays(30)) // <3>
                .start();
    }
    // end::options[]

    // tag::more-options[]
    public WorkflowHandle<String> startLater(String traveler, String destination) {
        return workflows.call(TripBooking.class, trip -> trip.book(destination))
                .id("trip-" + traveler)
                .startDelay(Duration.ofHours(1))
                .executionTimeout(Duration.ofDays(30))
                .retry(RetryOptions.create().maximumAttempts(3).initialInterval(Duration.ofMinutes(5)))
                .memo("destination", destination)
                .start();
    }
    // end::more-options[]

    // tag::memo[]
    public String destination(String traveler) {
        return workflows.handle("trip-" + traveler).describe().memo("destination", String.class).orElse("unknown");
    }
    // end::memo[]

    // tag::execute[]
    public String bookNow(String destination) {
        return workflows.call(TripBooking.class, trip -> trip.book(destination)).execute();
    }
    // end::execute[]

    // tag::by-name[]
    public WorkflowHandle<String> startByName(String destination) {
        return workflows.call("TripBooking", String.class, destination)
                .taskQueue("travel") // <1>
                .start();
    }
    // end::by-name[]

    // tag::result[]
    public String outcome(String traveler) throws TimeoutException {
        try {
            return workflows.handle("trip-" + traveler, String.class).result(Duration.ofSeconds(10)); // <1>
        } catch (WorkflowFailedException e) {
            if (e.getCause() instanceof ActivityFailure activity
                    && activity.getCause() instanceof ApplicationFailure failure) { // <2>
                return activity.activityType() + " failed: " + failure.getMessage();
            }
            return "The trip is " + e.status() + ": " + e.getCause().getMessage(); // <3>
        }
    }
    // end::result[]

    // tag::async[]
    public CompletionStage<String> outcomeAsync(String traveler) {
        return workflows.handle("trip-" + traveler, String.class).resultAsync();
    }
    // end::async[]

    // tag::describe[]
    public String state(String traveler) {
        WorkflowDescription trip = workflows.handle("trip-" + traveler).describe();
        return trip.status() + (trip.blocked() ? ", blocked: " + trip.taskFailure().orElse("") : "");
    }
    // end::describe[]

    // tag::cancel[]
    public void cancel(String traveler) {
        workflows.handle("trip-" + traveler).cancel("The traveler is ill");
    }
    // end::cancel[]
}

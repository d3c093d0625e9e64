package shop;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivityPage;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.RequestOptions;

@ApplicationScoped
public class BackOffice {

    @Inject
    ActivityClient activities;

    // tag::list[]
    public List<String> declined() {
        return activities.list("ActivityType = 'Charge' AND LastFailureType = 'shop.CardDeclinedException'")
                .limit(50).map(ActivitySummary::activityId).toList();
    }
    // end::list[]

    // tag::page[]
    public ActivityPage failed(String pageToken) {
        return activities.list("ExecutionStatus = 'Failed'", 20, pageToken);
    }
    // end::page[]

    // tag::count[]
    public String state() {
        ActivityCount count = activities.count("ActivityType = 'Charge' GROUP BY ExecutionStatus");
        return count.of("Failed") + " of " + count.total() + " have failed";
    }
    // end::count[]

    // tag::batch[]
    public long stopCharging() {
        ActivityBatch charges = activities.batch("ActivityType = 'Charge' AND Attempt >= 3");
        if (charges.preview().of("Running") > 100_000) {
            throw new IllegalStateException("That is more than there can be");
        }
        return charges.cancel("The gateway is gone").applied();
    }
    // end::batch[]

    // tag::durable[]
    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "30s")
    public long pauseCharging(ActivityContext context) {
        return activities.batch("ActivityType = 'Charge'")
                .onProgress(done -> context.heartbeat(done.applied()))
                .pause(RequestOptions.because("The gateway is gone").requestId(context.idempotencyKey()))
                .applied();
    }
    // end::durable[]
}

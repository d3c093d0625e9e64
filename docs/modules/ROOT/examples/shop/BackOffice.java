package shop;

import java.time.Instant;
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
import io.quarkiverse.activities.TaskQueueHandle;

@ApplicationScoped
public class BackOffice {

    @Inject
    ActivityClient activities;

    // tag::list[]
    public List<String> declinedCharges() {
        return activities.list("ActivityType = 'Charge' AND LastFailureType = 'shop.CardDeclinedException'")
                .limit(50)
                .map(ActivitySummary::activityId)
                .toList();
    }
    // end::list[]

    // tag::page[]
    public ActivityPage failedExecutions(String pageToken) {
        return activities.list("ExecutionStatus = 'Failed'", 20, pageToken);
    }
    // end::page[]

    // tag::count[]
    public String summarizeCharges() {
        ActivityCount count = activities.count("ActivityType = 'Charge' GROUP BY ExecutionStatus");
        return count.of("Failed") + " of " + count.total() + " charges failed";
    }
    // end::count[]

    // tag::batch[]
    public long cancelStrugglingCharges() {
        ActivityBatch charges = activities.batch("ActivityType = 'Charge' AND Attempt >= 3");
        if (charges.preview().of("Running") > 100_000) { // <1>
            throw new IllegalStateException("Too many charges: check the query");
        }
        return charges.cancel("The payment gateway was shut down").applied(); // <2>
    }
    // end::batch[]

    // tag::queue[]
    public void holdMails(boolean hold) {
        TaskQueueHandle mails = activities.taskQueue("mail");
        if (hold) {
            mails.pause("The mail server is down");
        } else {
            mails.unpause();
        }
    }
    // end::queue[]

    // tag::again[]
    public long chargeAgain(Instant since) {
        return activities.batch("ActivityType = 'Charge' AND ExecutionStatus IN ('Failed', 'TimedOut')"
                + " AND CloseTime > '" + since + "'")
                .runAgain("The bank is back").applied();
    }
    // end::again[]

    // tag::durable[]
    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "30s")
    public long pauseCharges(ActivityContext context) {
        return activities.batch("ActivityType = 'Charge'")
                .onProgress(progress -> context.heartbeat(progress.applied())) // <1>
                .pause(RequestOptions.because("The payment gateway is down")
                        .requestId(context.idempotencyKey())) // <2>
                .applied();
    }
    // end::durable[]
}

package shop;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;

@ApplicationScoped
public class ExecutionAdmin {

    @Inject
    ActivityClient activities;

    // tag::cancel[]
    public void cancel(String activityId) {
        activities.handle(activityId).cancel("Customer called");
    }
    // end::cancel[]

    // tag::request-options[]
    public void cancel(String activityId, String user, String requestId) {
        activities.handle(activityId)
                .cancel(RequestOptions.because("Customer called").identity(user).requestId(requestId));
    }
    // end::request-options[]

    // tag::update[]
    public void allowMoreTime(String activityId) {
        ActivityHandle<?> handle = activities.handle(activityId);
        handle.updateOptions(OptionsUpdate.create().startToCloseTimeout(Duration.ofMinutes(30)));
        handle.reset();
    }
    // end::update[]

    // tag::await[]
    public ActivityDescription nextChange(String activityId, ActivityDescription last) throws TimeoutException {
        return activities.handle(activityId).awaitChange(last, Duration.ofSeconds(30));
    }
    // end::await[]
}

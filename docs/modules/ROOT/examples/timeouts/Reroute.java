package timeouts;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.TimeoutFailure;

@ApplicationScoped
public class Reroute {

    @Inject
    ActivityClient activities;

    // tag::reroute[]
    public String thumbnail(String picture, Duration patience) {
        try {
            return call(picture).taskQueue("gpu").scheduleToStartTimeout(patience).execute();
        } catch (ActivityFailedException e) {
            if (e.getCause() instanceof TimeoutFailure timeout
                    && timeout.timeoutType() == TimeoutType.SCHEDULE_TO_START) {
                return call(picture).execute(); // nobody there has begun with it: on the usual queue
            }
            throw e;
        }
    }

    private ActivityCall<String> call(String picture) {
        return activities.call(Thumbnails.class, t -> t.thumbnail(picture));
    }
    // end::reroute[]
}

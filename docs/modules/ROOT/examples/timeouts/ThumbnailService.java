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
public class ThumbnailService {

    @Inject
    ActivityClient activities;

    // tag::fallback[]
    public String thumbnail(String picture, Duration maxWait) {
        try {
            return call(picture).taskQueue("gpu").scheduleToStartTimeout(maxWait).execute();
        } catch (ActivityFailedException e) {
            if (e.getCause() instanceof TimeoutFailure timeout
                    && timeout.timeoutType() == TimeoutType.SCHEDULE_TO_START) {
                return call(picture).execute(); // no GPU machine was free in time: use the default queue
            }
            throw e;
        }
    }

    private ActivityCall<String> call(String picture) {
        return activities.call(Thumbnails.class, t -> t.thumbnail(picture));
    }
    // end::fallback[]
}

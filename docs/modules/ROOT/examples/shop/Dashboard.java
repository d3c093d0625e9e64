package shop;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.ActivityClosed;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkus.logging.Log;

@ApplicationScoped
public class Dashboard {

    // tag::closed[]
    void onClosed(@Observes ActivityClosed closed) {
        Log.infof("%s %s: %s", closed.activityType(), closed.activityId(), closed.status());
    }
    // end::closed[]

    // tag::panache[]
    @Transactional
    public List<ActivityExecutionClosed> failedCharges() {
        return ActivityExecutionClosed.list("activityType = ?1 and status = ?2", "Charge", ActivityStatus.FAILED);
    }
    // end::panache[]
}

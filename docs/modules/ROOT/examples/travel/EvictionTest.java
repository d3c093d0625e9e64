package travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.test.WorkflowTestControl;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class EvictionTest {

    // tag::evict[]
    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowTestControl control;

    @Test
    void aTripSurvivesEviction() throws Exception {
        WorkflowHandle<String> trip = workflows.call(TripBooking.class, t -> t.book("Rome")).start();
        control.evictAll(); // <1>
        assertThat(trip.result(Duration.ofSeconds(30))).startsWith("flight to Rome");
    }
    // end::evict[]
}

package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.test.junit.QuarkusTest;

/** An activity whose Task Queue no worker serves falls back to the default queue. */
@QuarkusTest
class ThumbnailServiceTest {

    @Inject
    ThumbnailService service;

    @Inject
    ActivityClient activities;

    @Test
    void fallsBackToTheDefaultQueue() {
        assertThat(service.thumbnail("a.png", Duration.ofMillis(200))).isEqualTo("thumbnail of a.png");
        assertThat(activities.count("TaskQueue = 'gpu' AND ExecutionStatus = 'TimedOut'").total()).isEqualTo(1);
        assertThat(activities.count("ActivityType = 'Thumbnail' AND TaskQueue = 'default' AND ExecutionStatus = 'Completed'")
                .total()).isEqualTo(1);
    }
}

package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.test.QuarkusUnitTest;

/** An activity whose Task Queue no worker serves falls back to the default queue. */
class ThumbnailServiceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(ThumbnailService.class, Thumbnails.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:thumbnails;DB_CLOSE_DELAY=-1");

    @Inject
    ThumbnailService service;

    @Inject
    ActivityClient activities;

    @Test
    void fallsBackToTheDefaultQueue() {
        assertThat(service.thumbnail("a.png", Duration.ofMillis(200))).isEqualTo("thumbnail of a.png");
        assertThat(activities.count("TaskQueue = 'gpu' AND ExecutionStatus = 'TimedOut'").total()).isEqualTo(1);
        assertThat(activities.count("TaskQueue = 'default' AND ExecutionStatus = 'Completed'").total()).isEqualTo(1);
    }
}

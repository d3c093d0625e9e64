package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.test.QuarkusUnitTest;

/** A Task Queue that nobody serves is given up after a while. */
class RerouteTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Reroute.class, Thumbnails.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:reroute;DB_CLOSE_DELAY=-1");

    @Inject
    Reroute reroute;

    @Inject
    ActivityClient activities;

    @Test
    void goesToTheUsualQueue() {
        assertThat(reroute.thumbnail("a.png", Duration.ofMillis(200))).isEqualTo("thumbnail of a.png");
        assertThat(activities.count("TaskQueue = 'gpu' AND ExecutionStatus = 'TimedOut'").total()).isEqualTo(1);
        assertThat(activities.count("TaskQueue = 'default' AND ExecutionStatus = 'Completed'").total()).isEqualTo(1);
    }
}

package io.quarkiverse.activities.test.node;

import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class SweepQuartzTest extends SweepTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app("sweep_quartz").setForcedDependencies(
            List.of(Dependency.of("io.quarkus", "quarkus-quartz-deployment", Version.getVersion())));
}

package io.quarkiverse.activities.workflow.deployment;

import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration of workflows that is only used when the application is built. */
@ConfigMapping(prefix = "quarkus.activities.workflows")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface WorkflowsBuildTimeConfig {

    /**
     * How the build reacts to code in a workflow that would give another result when it is replayed: `error` fails the build,
     * `warn` logs warnings, and `off` does not check.
     */
    @WithDefault("error")
    Determinism determinism();

    /**
     * Packages and classes of libraries that the check does not enter, because their methods always give the same result. For
     * your own code, use `@Deterministic`.
     */
    Optional<List<String>> deterministicPackages();

    /** How to react to code that is not deterministic. */
    enum Determinism {
        /** Fail the build. */
        ERROR,
        /** Log a warning for each place. */
        WARN,
        /** Do not check. */
        OFF
    }
}

package io.quarkiverse.activities.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/** The kinds of observability that this application uses: the build leaves out the beans for all others. */
public final class ObservedBuildItem extends SimpleBuildItem {

    public final boolean metrics;
    public final boolean health;
    /** Whether the trace context is propagated. */
    public final boolean traceContext;
    /** Whether there are spans of our own. */
    public final boolean tracing;

    public ObservedBuildItem(boolean metrics, boolean health, boolean traceContext, boolean tracing) {
        this.metrics = metrics;
        this.health = health;
        this.traceContext = traceContext;
        this.tracing = tracing;
    }
}

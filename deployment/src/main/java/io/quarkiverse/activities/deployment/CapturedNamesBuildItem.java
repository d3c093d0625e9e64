package io.quarkiverse.activities.deployment;

import io.quarkiverse.activities.runtime.store.schema.CapturedNames;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** Where the physical names of our tables and columns are from static init on. */
final class CapturedNamesBuildItem extends SimpleBuildItem {

    private final RuntimeValue<CapturedNames> names;

    CapturedNamesBuildItem(RuntimeValue<CapturedNames> names) {
        this.names = names;
    }

    RuntimeValue<CapturedNames> names() {
        return names;
    }
}

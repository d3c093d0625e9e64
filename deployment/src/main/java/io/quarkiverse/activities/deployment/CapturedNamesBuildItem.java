package io.quarkiverse.activities.deployment;

import io.quarkiverse.activities.runtime.store.schema.CapturedNames;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** Holds the physical names of the extension's tables and columns, which are captured during static init. */
final class CapturedNamesBuildItem extends SimpleBuildItem {

    private final RuntimeValue<CapturedNames> names;

    CapturedNamesBuildItem(RuntimeValue<CapturedNames> names) {
        this.names = names;
    }

    RuntimeValue<CapturedNames> names() {
        return names;
    }
}

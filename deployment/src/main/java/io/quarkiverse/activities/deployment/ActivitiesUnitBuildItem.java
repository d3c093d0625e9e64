package io.quarkiverse.activities.deployment;

import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkus.builder.item.SimpleBuildItem;

/** The persistence unit with the tables of the extension. */
final class ActivitiesUnitBuildItem extends SimpleBuildItem {

    private final StoreUnit unit;

    ActivitiesUnitBuildItem(StoreUnit unit) {
        this.unit = unit;
    }

    StoreUnit unit() {
        return unit;
    }
}

package io.quarkiverse.activities.it.chaos;

import io.quarkiverse.activities.it.AppNode;

/** A node and its proxy to the database. */
public record Member(AppNode node, CuttingProxy way) {
}

package io.quarkiverse.activities.test.store;

abstract class StoreLockedPath extends StoreHotStatements {
}

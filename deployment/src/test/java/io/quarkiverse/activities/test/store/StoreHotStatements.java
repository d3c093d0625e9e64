package io.quarkiverse.activities.test.store;

abstract class StoreHotStatements extends StoreStarts {
}

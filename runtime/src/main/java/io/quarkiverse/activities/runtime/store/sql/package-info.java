/** All SQL that needs no loaded row: transitions of many rows at once, reads, queues, retention and statistics. */
package io.quarkiverse.activities.runtime.store.sql;

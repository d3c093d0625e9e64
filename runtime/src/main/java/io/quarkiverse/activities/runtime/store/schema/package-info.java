/** Ensures that the tables exist and that statements use their physical names. */
package io.quarkiverse.activities.runtime.store.schema;

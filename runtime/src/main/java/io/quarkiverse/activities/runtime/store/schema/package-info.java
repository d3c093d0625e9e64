/** Makes sure that the tables exist and that statements use their real names. */
package io.quarkiverse.activities.runtime.store.schema;

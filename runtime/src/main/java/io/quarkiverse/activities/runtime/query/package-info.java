/** The language in which executions are looked for: text to conditions. Pure, without SQL: the store knows how to ask. */
package io.quarkiverse.activities.runtime.query;

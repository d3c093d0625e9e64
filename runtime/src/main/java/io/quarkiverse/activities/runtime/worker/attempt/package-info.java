/** One attempt, from the claimed task to the report of its end. */
package io.quarkiverse.activities.runtime.worker.attempt;

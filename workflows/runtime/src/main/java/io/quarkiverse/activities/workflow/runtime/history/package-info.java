/**
 * The history of a run in Temporal's events, assembled from its journal and the rows of its activities and messages. Reads
 * nothing itself.
 */
package io.quarkiverse.activities.workflow.runtime.history;

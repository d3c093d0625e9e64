/** Implements the client of workflows. */
package io.quarkiverse.activities.workflow.runtime.client;

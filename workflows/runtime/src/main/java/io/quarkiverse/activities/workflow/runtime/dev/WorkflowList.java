package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.workflow.WorkflowCount;
import io.quarkiverse.activities.workflow.WorkflowSummary;

/**
 * A page of runs.
 *
 * @param query the query that finds the runs of all pages, including the selected statuses
 * @param nextPageToken the token of the next page; empty on the last one
 * @param counts the number of runs by status, including the statuses that are not selected
 */
public record WorkflowList(String query, List<WorkflowSummary> items, Optional<String> nextPageToken, WorkflowCount counts) {
}

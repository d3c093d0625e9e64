package io.quarkiverse.activities.dev;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivitySummary;

/**
 * A page of executions.
 *
 * @param query the query that finds the executions of all pages, including the selected statuses
 * @param nextPageToken the token of the next page; empty on the last one
 * @param counts the number of executions by status, including the statuses that are not selected
 */
public record ExecutionList(String query, List<ActivitySummary> items, Optional<String> nextPageToken, ActivityCount counts) {
}

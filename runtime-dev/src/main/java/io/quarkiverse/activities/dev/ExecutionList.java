package io.quarkiverse.activities.dev;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivitySummary;

/**
 * A page of executions.
 *
 * @param nextPageToken what asks for the next page; empty on the last one
 * @param counts how many executions the query finds, by status
 */
public record ExecutionList(List<ActivitySummary> items, Optional<String> nextPageToken, ActivityCount counts) {
}

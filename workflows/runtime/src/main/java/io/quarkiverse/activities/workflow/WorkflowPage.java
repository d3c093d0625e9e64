package io.quarkiverse.activities.workflow;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list of runs.
 *
 * @param items the runs, with the latest start first
 * @param nextPageToken the token of the next page, for {@link WorkflowClient#list(String, int, String)}; empty on the last page
 */
public record WorkflowPage(List<WorkflowSummary> items, Optional<String> nextPageToken) {
}

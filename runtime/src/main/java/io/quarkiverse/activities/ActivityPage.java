package io.quarkiverse.activities;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list of executions.
 *
 * @param items the executions, with the latest start first
 * @param nextPageToken the token of the next page, for {@link ActivityClient#list(String, int, String)}; empty on the last page
 */
public record ActivityPage(List<ActivitySummary> items, Optional<String> nextPageToken) {
}

package io.quarkiverse.activities;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of executions.
 *
 * @param items the executions, the latest started first
 * @param nextPageToken what asks {@link ActivityClient#list(String, int, String)} for the page after this one; empty if this is
 *        the last one
 */
public record ActivityPage(List<ActivitySummary> items, Optional<String> nextPageToken) {
}

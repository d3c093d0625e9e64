package io.quarkiverse.activities.runtime.client.find;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivityPage;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;

/** Lists and counts the executions that a query finds. */
@Singleton
public class Queries {

    private static final int LARGEST_PAGE = 1000;

    private final ActivityStore store;

    Queries(ActivityStore store) {
        this.store = store;
    }

    public Stream<ActivitySummary> list(String query) {
        return new Pages(store, listable(query)).stream();
    }

    public ActivityPage page(String query, int pageSize, String pageToken) {
        Blocking.require("list blocks: call it on a worker thread");
        Query parsed = listable(query);
        int size = size(pageSize);
        boolean first = pageToken == null || pageToken.isEmpty();
        // Read one execution more than requested, to find out whether another page follows
        List<ActivitySummary> found = store.list(parsed, first ? null : PageToken.read(pageToken, query), size + 1);
        if (found.size() <= size) {
            return new ActivityPage(List.copyOf(found), Optional.empty());
        }
        List<ActivitySummary> items = List.copyOf(found.subList(0, size));
        return new ActivityPage(items, Optional.of(PageToken.after(Pages.run(items), query)));
    }

    private static int size(int pageSize) {
        if (pageSize < 0) {
            throw new IllegalArgumentException("The page size must not be negative, but is " + pageSize + ". Use 0 for the"
                    + " largest page.");
        }
        return pageSize == 0 ? LARGEST_PAGE : Math.min(pageSize, LARGEST_PAGE);
    }

    /**
     * {@return the parsed query}
     *
     * @throws IllegalArgumentException if the query is invalid, or if it groups: a grouping query returns counts, not
     *         executions
     */
    static Query listable(String query) {
        Query parsed = Query.parse(query);
        Optional<String> problem = parsed.groupingProblem();
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        return parsed;
    }

    public ActivityCount count(Query query) {
        Blocking.require("count blocks: call it on a worker thread");
        Map<String, Long> counts = store.count(query);
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        List<ActivityCount.Group> groups = query.groupBy() == null ? List.of()
                : counts.entrySet().stream()
                        .map(group -> new ActivityCount.Group(group.getKey(), group.getValue()))
                        .sorted(Comparator.comparingLong(ActivityCount.Group::count).reversed()
                                .thenComparing(ActivityCount.Group::value))
                        .toList();
        return new ActivityCount(total, groups);
    }
}

package io.quarkiverse.activities.runtime.client.find;

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

    private final ActivityStore store;

    Queries(ActivityStore store) {
        this.store = store;
    }

    public Stream<ActivitySummary> list(String query) {
        return pages(Query.parse(query).listable()).stream();
    }

    Pages<ActivitySummary> pages(Query query) {
        return new Pages<>((before, limit) -> store.list(query, before, limit), ActivitySummary::runId);
    }

    public ActivityPage page(String query, int pageSize, String pageToken) {
        Pages.Page<ActivitySummary> page = pages(Query.parse(query).listable()).page(query, pageSize, pageToken);
        return new ActivityPage(page.items(), page.next());
    }

    public ActivityCount count(Query query) {
        Blocking.require("count blocks: call it on a worker thread");
        Counts counts = new Counts(store.count(query), query.groupBy() != null);
        return new ActivityCount(counts.total(), counts.groups(ActivityCount.Group::new));
    }
}

package io.quarkiverse.activities.runtime.client.find;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;

/**
 * Iterates over the executions that a query finds, page by page. Each page is read when it is requested and begins after the
 * last run of the previous page. Executions that change or close in the meantime are therefore not returned twice, and do not
 * cause others to be skipped.
 */
final class Pages implements Iterator<List<ActivitySummary>> {

    /** The number of executions that are in memory at once. A batch changes them in one transaction. */
    static final int SIZE = 200;

    private final ActivityStore store;
    private final Query query;
    private List<ActivitySummary> page;
    private UUID last;
    private boolean isLastPage;

    Pages(ActivityStore store, Query query) {
        this.store = store;
        this.query = query;
    }

    /** {@return the executions of all pages} */
    Stream<ActivitySummary> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .flatMap(List::stream);
    }

    @Override
    public boolean hasNext() {
        if (page == null && !isLastPage) {
            Blocking.require("The stream of a list blocks: consume it on a worker thread");
            page = store.list(query, last, SIZE);
            isLastPage = page.size() < SIZE;
        }
        return page != null && !page.isEmpty();
    }

    @Override
    public List<ActivitySummary> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<ActivitySummary> next = page;
        page = null;
        last = run(next);
        return next;
    }

    /** {@return the run of the last execution on this page} */
    static UUID run(List<ActivitySummary> page) {
        return UUID.fromString(page.get(page.size() - 1).runId());
    }
}

package io.quarkiverse.activities.runtime.client.find;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.quarkiverse.activities.runtime.context.Blocking;

/**
 * Iterates over the executions that a query finds, page by page. Each page is read when it is requested and begins after the
 * last run of the previous page. Executions that change or close in the meantime are therefore not returned twice, and do not
 * cause others to be skipped.
 *
 * @param <T> an execution in a list
 */
public final class Pages<T> implements Iterator<List<T>> {

    /** The number of executions that are in memory at once. A batch changes them before it reads more. */
    static final int SIZE = 200;
    private static final int LARGEST_PAGE = 1000;

    /** Reads executions that a query finds. */
    public interface Source<T> {

        /** {@return the executions that were started before the given run, or all if it is null; the latest first} */
        List<T> list(UUID before, int limit);
    }

    /**
     * A page for callers that come back for the next one.
     *
     * @param next the token of the next page; empty on the last page
     */
    public record Page<T>(List<T> items, Optional<String> next) {
    }

    private final Source<T> source;
    private final Function<T, String> runId;
    private List<T> page;
    private UUID last;
    private boolean isLastPage;

    public Pages(Source<T> source, Function<T, String> runId) {
        this.source = source;
        this.runId = runId;
    }

    /** {@return the executions of all pages} */
    public Stream<T> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .flatMap(List::stream);
    }

    @Override
    public boolean hasNext() {
        if (page == null && !isLastPage) {
            Blocking.require("The stream of a list blocks: consume it on a worker thread");
            page = source.list(last, SIZE);
            isLastPage = page.size() < SIZE;
        }
        return page != null && !page.isEmpty();
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<T> next = page;
        page = null;
        last = lastRun(next);
        return next;
    }

    private UUID lastRun(List<T> items) {
        return UUID.fromString(runId.apply(items.get(items.size() - 1)));
    }

    /**
     * {@return one page}
     *
     * @param query the text of the query, which the token must belong to
     * @param pageSize 0 for the largest page
     * @param pageToken null or empty for the first page
     * @throws IllegalArgumentException if the page size is negative, or the token is not one of this query
     */
    public Page<T> page(String query, int pageSize, String pageToken) {
        Blocking.require("list blocks: call it on a worker thread");
        int size = size(pageSize);
        boolean first = pageToken == null || pageToken.isEmpty();
        // Read one execution more than requested, to find out whether another page follows
        List<T> found = source.list(first ? null : PageToken.read(pageToken, query), size + 1);
        if (found.size() <= size) {
            return new Page<>(List.copyOf(found), Optional.empty());
        }
        List<T> items = List.copyOf(found.subList(0, size));
        return new Page<>(items, Optional.of(PageToken.after(lastRun(items), query)));
    }

    private static int size(int pageSize) {
        if (pageSize < 0) {
            throw new IllegalArgumentException("The page size must not be negative, but is " + pageSize + ". Use 0 for the"
                    + " largest page.");
        }
        return pageSize == 0 ? LARGEST_PAGE : Math.min(pageSize, LARGEST_PAGE);
    }
}

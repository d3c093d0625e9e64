package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/**
 * Combines many small requests into few statements. Requests that arrive while one flush is in flight become the next batch. On
 * an idle system a batch has one request and is flushed immediately; on a busy one it has hundreds. In between, it waits a
 * moment for more requests if that pays off: see {@link Linger}. A request is answered when its row has committed. A request
 * that fails, or whose row somebody else has locked, holds up no other.
 */
public final class Batcher<T, R> implements AutoCloseable {

    /**
     * How batches are written.
     *
     * @param write writes a batch and returns the answers, in the order of the requests; null for one that was not written and
     *        must be tried again
     * @param key returns what a request is about: while one waits for a lock, others with the same key wait behind it
     * @param busy returns the keys of those requests that would have to wait for a transaction of somebody else
     */
    public record Flush<T, R>(Function<List<T>, List<R>> write, Function<T, ?> key, Function<List<T>, Set<?>> busy) {

        /** {@return a flush of requests that wait for no locks} */
        public static <T, R> Flush<T, R> withoutLocks(Function<List<T>, List<R>> write) {
            return new Flush<>(write, request -> request, batch -> Set.of());
        }
    }

    private static final int MAXIMUM_BATCH = 500;
    private static final int TRIES = 3;
    private static final int BUSY_TABLE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Flush<T, R> flush;
    private final String name;
    private final DatabaseOutage outage;
    private final NodeListeners listeners;
    private final boolean persistent;
    private final Function<T, R> tooLate;
    private final EngineThread thread;
    private final Arrivals<Request<T, R>> arrivals = new Arrivals<>(MAXIMUM_BATCH);
    /** Used by the thread only. */
    private final Postponed<Request<T, R>> postponed;

    /**
     * Starts the thread that flushes.
     *
     * @param name the name of the batches, for the thread and for listeners
     * @param persistent whether to keep requests while the database is unavailable or their rows are locked; otherwise they
     *        fail, immediately or after half a minute
     */
    public Batcher(String name, boolean persistent, EngineThreads threads, DatabaseOutage outage, NodeListeners listeners,
            Flush<T, R> flush) {
        this(name, persistent, threads, outage, listeners, flush, PATIENCE, null);
    }

    /**
     * Starts the thread that flushes. Requests fail while the database is unavailable.
     *
     * @param name the name of the batches, for the thread and for listeners
     * @param patience how long to keep requests whose rows are locked
     * @param tooLate the answer to a request whose row is locked for longer
     */
    public Batcher(String name, EngineThreads threads, DatabaseOutage outage, NodeListeners listeners, Flush<T, R> flush,
            Duration patience, Function<T, R> tooLate) {
        this(name, false, threads, outage, listeners, flush, patience, tooLate);
    }

    private Batcher(String name, boolean persistent, EngineThreads threads, DatabaseOutage outage, NodeListeners listeners,
            Flush<T, R> flush, Duration patience, Function<T, R> tooLate) {
        this.name = name;
        this.tooLate = tooLate;
        this.listeners = listeners;
        this.flush = flush;
        this.outage = outage;
        this.persistent = persistent;
        postponed = new Postponed<>(System::nanoTime, patience);
        thread = threads.start("activities-" + name, this::run);
    }

    /** {@return the answer to the request, once it has committed; it fails if the batcher is closed} */
    public CompletableFuture<R> submit(T value) {
        Request<T, R> request = new Request<>(value, new CompletableFuture<>());
        if (!arrivals.add(request)) {
            request.answer.completeExceptionally(shutDown());
        }
        return request.answer;
    }

    private void run() {
        List<Request<T, R>> batch;
        while ((batch = arrivals.take(postponed::nanosUntilDue)) != null) {
            try {
                answer(withoutPostponed(batch), TRIES);
            } catch (RuntimeException | Error e) {
                fail(batch, e);
                throw e;
            }
            answerPostponed();
        }
        postponed.all().forEach(request -> request.answer.completeExceptionally(shutDown()));
    }

    private List<Request<T, R>> withoutPostponed(List<Request<T, R>> batch) {
        if (postponed.isEmpty()) {
            return batch;
        }
        List<Request<T, R>> rest = new ArrayList<>(batch.size());
        for (Request<T, R> request : batch) {
            if (postponed.contains(key(request))) {
                postponed.add(key(request), request);
            } else {
                rest.add(request);
            }
        }
        return rest;
    }

    private void answer(List<Request<T, R>> batch, int tries) {
        if (batch.isEmpty()) {
            return;
        }
        List<T> values = values(batch);
        while (true) {
            long begun = System.nanoTime();
            try {
                List<R> answers = flush.write.apply(values);
                outage.over(begun);
                arrivals.written(System.nanoTime() - begun);
                listeners.tell(listener -> listener.flushed(name, values.size()));
                for (int i = 0; i < batch.size(); i++) {
                    if (answers.get(i) == null) {
                        postpone(batch.get(i));
                    } else {
                        done(batch.get(i)).complete(answers.get(i));
                    }
                }
                return;
            } catch (StoreException e) {
                if (e.isBusy()) {
                    postpone(batch, tries, e);
                    return;
                }
                if (!e.isOutage()) {
                    split(batch, tries, e);
                    return;
                }
                outage.noticed(e);
                if (!persistent || !outage.pause(arrivals::isClosed)) {
                    fail(batch, e);
                    return;
                }
            } catch (RuntimeException | Error e) {
                split(batch, tries, e);
                return;
            }
        }
    }

    /** Halves a batch that failed, until the request that causes the error is alone. Only this one fails. */
    private void split(List<Request<T, R>> batch, int tries, Throwable cause) {
        if (batch.size() == 1) {
            fail(batch, cause);
            return;
        }
        int half = batch.size() / 2;
        answer(batch.subList(0, half), tries);
        answer(batch.subList(half, batch.size()), tries);
    }

    /** Sets those requests aside whose rows are locked, and answers the others. */
    private void postpone(List<Request<T, R>> batch, int tries, StoreException cause) {
        Set<?> busy = busy(batch);
        List<Request<T, R>> rest = new ArrayList<>(batch.size());
        for (Request<T, R> request : batch) {
            if (tries == 0 || busy == null || busy.contains(key(request))) {
                request.busy = cause;
                postpone(request);
            } else {
                rest.add(request);
            }
        }
        answer(rest, tries - 1);
    }

    /** Sets a request aside, for longer if it was tried again. Gives up one that is too old. */
    private void postpone(Request<T, R> request) {
        Object key = key(request);
        if (!request.triedAgain) {
            postponed.add(key, request);
        } else if (!persistent && postponed.isTooOld(key)) {
            giveUp(request);
        } else {
            request.triedAgain = false;
            postponed.again(key);
        }
    }

    private void giveUp(Request<T, R> request) {
        if (tooLate != null) {
            done(request).complete(tooLate.apply(request.value));
        } else {
            done(request).completeExceptionally(request.busy != null ? request.busy
                    : new IllegalStateException("The database did not accept this for half a minute"));
        }
    }

    /** {@return the answer to a request that is not postponed any more} */
    private CompletableFuture<R> done(Request<T, R> request) {
        if (request.triedAgain) {
            request.triedAgain = false;
            postponed.remove(key(request));
        }
        return request.answer;
    }

    /** {@return the keys of the requests whose rows are locked; null if nothing can be written now} */
    private Set<?> busy(List<Request<T, R>> batch) {
        try {
            return flush.busy.apply(values(batch));
        } catch (StoreException e) {
            if (e.isOutage()) {
                outage.noticed(e);
            }
            return e.isBusy() && batch.size() > 1 ? busyOneByOne(batch) : null;
        }
    }

    /**
     * Asks for each request alone, because H2 cannot skip every locked row. If the first few all have to wait, the whole table
     * is probably locked.
     */
    private Set<?> busyOneByOne(List<Request<T, R>> batch) {
        Set<Object> busy = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            Request<T, R> request = batch.get(i);
            Set<?> alone = busy(List.of(request));
            if (alone == null || !alone.isEmpty()) {
                busy.add(key(request));
            }
            if (i == BUSY_TABLE && busy.size() > BUSY_TABLE) {
                return null;
            }
        }
        return busy;
    }

    /** Tries the postponed requests again that are due. Asks first which rows are free, so that it waits for none. */
    private void answerPostponed() {
        List<Request<T, R>> due = postponed.due();
        if (due.isEmpty()) {
            return;
        }
        Set<?> busy = busy(due);
        List<Request<T, R>> free = new ArrayList<>(due.size());
        for (Request<T, R> request : due) {
            request.triedAgain = true;
            if (busy != null && !busy.contains(key(request))) {
                free.add(request);
            } else {
                postpone(request);
            }
        }
        answer(free, TRIES);
    }

    private Object key(Request<T, R> request) {
        return flush.key.apply(request.value);
    }

    private static <T, R> List<T> values(List<Request<T, R>> batch) {
        List<T> values = new ArrayList<>(batch.size());
        for (Request<T, R> request : batch) {
            values.add(request.value);
        }
        return values;
    }

    private void fail(List<Request<T, R>> batch, Throwable cause) {
        for (Request<T, R> request : batch) {
            done(request).completeExceptionally(cause);
        }
    }

    private static IllegalStateException shutDown() {
        return new IllegalStateException("The activities engine is shut down and accepts no more requests");
    }

    /** Accepts no more requests, and flushes those that have arrived. Waits up to five seconds for that. */
    @Override
    public void close() {
        arrivals.close();
        thread.join(5_000);
    }

    private static final class Request<T, R> {

        private final T value;
        private final CompletableFuture<R> answer;
        private StoreException busy;
        /** Whether it is the first of those that are postponed with its key, and is being tried again. */
        private boolean triedAgain;

        Request(T value, CompletableFuture<R> answer) {
            this.value = value;
            this.answer = answer;
        }
    }
}

package io.quarkiverse.activities.runtime.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/**
 * Combines many small requests into few statements, without delay. Requests that arrive while one flush is in flight become the
 * next batch. On an idle system a batch has one request and is flushed immediately; on a busy one it has hundreds. A request is
 * answered when its row has committed.
 */
public final class Batcher<T, R> implements AutoCloseable {

    /** Writes a batch. */
    public interface Flush<T, R> {

        /** {@return the answers, in the order of the requests} */
        List<R> flush(List<T> batch);
    }

    private static final int MAXIMUM_BATCH = 500;

    private final Flush<T, R> flush;
    private final String name;
    private final DatabaseOutage outage;
    private final NodeListeners listeners;
    private final boolean persistent;
    private final Thread thread;
    private final Queue<Request<T, R>> waiting = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts the thread that flushes.
     *
     * @param name the name of the batches, for the thread and for listeners
     * @param persistent whether requests are kept until the database can be reached again; otherwise they fail immediately
     */
    public Batcher(String name, boolean persistent, DatabaseOutage outage, NodeListeners listeners, Flush<T, R> flush) {
        this.name = name;
        this.listeners = listeners;
        this.flush = flush;
        this.outage = outage;
        this.persistent = persistent;
        thread = new Thread(this::run, "activities-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return the answer to the request, once it has committed; it fails if the batcher is closed} */
    public CompletableFuture<R> submit(T value) {
        Request<T, R> request = new Request<>(value, new CompletableFuture<>());
        synchronized (waiting) {
            if (closed) {
                request.answer.completeExceptionally(new IllegalStateException(
                        "The activities engine is shut down and accepts no more requests"));
                return request.answer;
            }
            waiting.add(request);
            waiting.notify();
        }
        return request.answer;
    }

    private void run() {
        List<Request<T, R>> batch;
        while ((batch = next()) != null) {
            answer(batch);
        }
    }

    /** {@return the requests that have arrived, or null if the batcher is closed and there are none left} */
    private List<Request<T, R>> next() {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                if (closed) {
                    return null;
                }
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            List<Request<T, R>> batch = new ArrayList<>(Math.min(waiting.size(), MAXIMUM_BATCH));
            while (batch.size() < MAXIMUM_BATCH && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
            return batch;
        }
    }

    private void answer(List<Request<T, R>> batch) {
        List<T> values = new ArrayList<>(batch.size());
        for (Request<T, R> request : batch) {
            values.add(request.value);
        }
        while (true) {
            try {
                List<R> answers = flush.flush(values);
                outage.over();
                listeners.tell(listener -> listener.flushed(name, values.size()));
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).answer.complete(answers.get(i));
                }
                return;
            } catch (StoreException e) {
                if (e.isAboutData()) {
                    split(batch, e);
                    return;
                }
                outage.noticed(e);
                if (!persistent || !outage.pause(this::isClosed)) {
                    fail(batch, e);
                    return;
                }
            } catch (RuntimeException | Error e) {
                split(batch, e);
                return;
            }
        }
    }

    /** Halves a batch that failed, until the request that causes the error is alone. Only this one fails. */
    private void split(List<Request<T, R>> batch, Throwable cause) {
        if (batch.size() == 1) {
            fail(batch, cause);
            return;
        }
        int half = batch.size() / 2;
        answer(batch.subList(0, half));
        answer(batch.subList(half, batch.size()));
    }

    private void fail(List<Request<T, R>> batch, Throwable cause) {
        for (Request<T, R> request : batch) {
            request.answer.completeExceptionally(cause);
        }
    }

    private boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    /** Accepts no more requests, and flushes those that have arrived. Waits up to five seconds for that. */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notify();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Request<T, R>(T value, CompletableFuture<R> answer) {
    }
}

package io.quarkiverse.activities.runtime.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/**
 * Many small requests, few statements, no waiting: while one flush is in flight, what arrives becomes the next batch. An idle
 * system flushes a batch of one at once; a busy one hundreds. Whoever asked is answered when its row is committed.
 */
public final class Batcher<T, R> implements AutoCloseable {

    /** One statement for a whole batch. {@return the answers, in the order of the requests} */
    public interface Flush<T, R> {
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
     * @param persistent whether a request is kept until the database can be reached again; otherwise it fails at once
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

    public CompletableFuture<R> submit(T value) {
        Request<T, R> request = new Request<>(value, new CompletableFuture<>());
        synchronized (waiting) {
            if (closed) {
                request.answer.completeExceptionally(new IllegalStateException("The activities engine is shut down"));
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

    /** {@return what has arrived, or null when there will be no more} */
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

    /** One row is to blame: halve the batch until it stands alone. */
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

    /** Flushes what has arrived, and takes no more. */
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

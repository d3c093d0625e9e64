package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;

/**
 * A cancellation scope. Each coroutine has one of its own too. Inner scopes are canceled first, then what was started here, in
 * order.
 */
final class Scope implements CancellationScope {

    private final Core core;
    private final Scope parent;
    private final Runnable code;
    private final Set<Scope> children = new LinkedHashSet<>();
    private Set<Runnable> listeners = new LinkedHashSet<>();
    private boolean requested;
    private String reason;

    /**
     * @param parent the scope around this one, or null if it is detached
     * @param code the code of a scope that user code creates, or null
     */
    Scope(Core core, Scope parent, Runnable code) {
        this.core = core;
        this.parent = parent;
        this.code = code;
        if (parent != null) {
            parent.children.add(this);
            if (parent.requested) {
                request(parent.reason);
            }
        }
    }

    @Override
    public void run() {
        core.check();
        Coroutine coroutine = core.coroutine();
        Scope outer = coroutine.scope();
        coroutine.scope(this);
        try {
            code.run();
        } finally {
            coroutine.scope(outer);
            leave();
        }
    }

    @Override
    public Promise<Void> start() {
        return core.async(() -> {
            run();
            return null;
        });
    }

    @Override
    public void cancel(String newReason) {
        core.checkChange();
        request(newReason);
    }

    /** A second request has no effect, so the first reason stays. */
    void request(String newReason) {
        if (requested) {
            return;
        }
        requested = true;
        reason = newReason;
        for (Scope child : List.copyOf(children)) {
            child.request(newReason);
        }
        List<Runnable> told = new ArrayList<>(listeners);
        listeners = new LinkedHashSet<>();
        told.forEach(Runnable::run);
    }

    /** Runs the listener when cancellation is requested, or at once if it was. */
    void onCancel(Runnable listener) {
        if (requested) {
            listener.run();
        } else {
            listeners.add(listener);
        }
    }

    /** Forgets a listener whose call is done. */
    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Forgets this scope, whose code is done, unless something that it started is still open. */
    void leave() {
        if (parent != null && listeners.isEmpty() && children.isEmpty()) {
            parent.children.remove(this);
        }
    }

    @Override
    public boolean isCancelRequested() {
        return requested;
    }

    @Override
    public String cancellationReason() {
        return reason;
    }
}

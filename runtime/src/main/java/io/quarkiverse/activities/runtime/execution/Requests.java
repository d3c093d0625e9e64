package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.ActivityChange;
import io.quarkiverse.activities.ActivityChange.Kind;

/**
 * The traces of earlier requests: the request id of the last one of each kind, for deduplication, who asked for what and why,
 * and the reset that waits for the end of the attempt.
 *
 * @param start request id of the start, or null
 * @param pause request id of the last pause, or null; and so for the other verbs
 * @param pauseReason why a pause was requested, or null; removed by unpause
 * @param cancelReason why a cancellation was requested, or null
 * @param endIdentity who requested the cancellation or the termination, or null
 * @param pendingReset the reset that waits for the end of the attempt, or null
 * @param changes the latest change of each kind, the oldest first; the state machine does not read them
 * @param links other runs that belong to this execution
 */
public record Requests(String start, String pause, String unpause, String reset, String update, String cancel,
        String terminate, String pauseReason, String cancelReason, String endIdentity, PendingReset pendingReset,
        List<ActivityChange> changes, Links links) {

    public static final Requests NONE = new Requests(null, null, null, null, null, null, null, null, null, null, null);

    public Requests(String start, String pause, String unpause, String reset, String update, String cancel, String terminate,
            String pauseReason, String cancelReason, String endIdentity, PendingReset pendingReset) {
        this(start, pause, unpause, reset, update, cancel, terminate, pauseReason, cancelReason, endIdentity, pendingReset,
                List.of(), Links.NONE);
    }

    /**
     * The flags of a reset that was requested while an attempt was in progress.
     *
     * @param keepPaused whether the execution is paused after the reset, because the reset requested it and a pause was pending
     */
    public record PendingReset(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginal) {
    }

    /** {@return whether a request is the same as an earlier one} A request without an id is always new. */
    static boolean same(String requestId, String earlier) {
        return requestId != null && requestId.equals(earlier);
    }

    static Requests ofStart(String requestId) {
        return requestId == null ? NONE
                : new Requests(requestId, null, null, null, null, null, null, null, null, null, null);
    }

    Requests paused(String id, String reason) {
        return new Requests(start, id, unpause, reset, update, cancel, terminate, reason, cancelReason, endIdentity,
                pendingReset, changes, links);
    }

    Requests unpaused(String id) {
        return new Requests(start, pause, id, reset, update, cancel, terminate, null, cancelReason, endIdentity,
                pendingReset, changes, links);
    }

    Requests reset(String id, PendingReset pending) {
        return new Requests(start, pause, unpause, id, update, cancel, terminate, pauseReason, cancelReason, endIdentity,
                pending, changes, links);
    }

    Requests updated(String id) {
        return new Requests(start, pause, unpause, reset, id, cancel, terminate, pauseReason, cancelReason, endIdentity,
                pendingReset, changes, links);
    }

    /** A cancellation overrides a pending reset. */
    Requests canceled(String id, String reason, String identity) {
        return new Requests(start, pause, unpause, reset, update, id, terminate, pauseReason, reason, identity, null, changes,
                links);
    }

    Requests terminated(String id, String identity) {
        return new Requests(start, pause, unpause, reset, update, cancel, id, pauseReason, cancelReason, identity,
                pendingReset, changes, links);
    }

    Requests withoutPendingReset() {
        return pendingReset == null ? this
                : new Requests(start, pause, unpause, reset, update, cancel, terminate, pauseReason, cancelReason,
                        endIdentity, null, changes, links);
    }

    /**
     * {@return the requests with a change, which replaces the last one of its kind} A change by nobody and without a reason
     * leaves no trace.
     */
    public Requests with(Kind kind, String identity, String reason, Instant now) {
        if (identity == null && reason == null) {
            return this;
        }
        List<ActivityChange> next = new ArrayList<>(changes);
        next.removeIf(change -> change.kind() == kind);
        next.add(new ActivityChange(kind, now, Optional.ofNullable(identity), Optional.ofNullable(reason)));
        return with(next, links);
    }

    /** {@return the requests of an execution that repeats an earlier run} */
    public Requests runAgainOf(UUID run) {
        return with(changes, new Links(run, links.ranAgainAs(), links.followUp()));
    }

    /** {@return the requests of an execution that a later run repeats} */
    public Requests ranAgainAs(UUID run) {
        return with(changes, new Links(links.runAgainOf(), run, links.followUp()));
    }

    /** {@return the requests of an execution that closes and starts a follow-up} */
    public Requests followedBy(UUID run) {
        return with(changes, new Links(links.runAgainOf(), links.ranAgainAs(), run));
    }

    /** {@return the requests without what the state machine does not read} */
    Requests bare() {
        return with(List.of(), Links.NONE);
    }

    private Requests with(List<ActivityChange> newChanges, Links newLinks) {
        return new Requests(start, pause, unpause, reset, update, cancel, terminate, pauseReason, cancelReason, endIdentity,
                pendingReset, List.copyOf(newChanges), newLinks);
    }
}

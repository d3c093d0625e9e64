package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.HashSet;
import java.util.Set;

/**
 * Decides what may happen next to one run on this node. It only decides; it has no lock, no clock and no database. At most one
 * Workflow Task of a run is under way at a time, from the moment its arrivals are read until its commit is known.
 */
final class RunSchedule {

    /** Where the run is. */
    enum Place {
        /** Not in memory. */
        ABSENT,
        /** In memory, as its row was after the last commit that this node made. */
        IDLE,
        /** A Workflow Task is running. Only its thread may use the instance. */
        BUSY
    }

    /** The action to take now. */
    enum Next {
        NOTHING,
        /** Claim the run, and rebuild it from its journal. */
        CLAIM,
        /** Read what has arrived, and run a Workflow Task on the instance in memory. */
        READ,
        /** Run a Workflow Task on the instance in memory, with the outcome of an activity that is not stored yet. */
        FUSE,
        /** Rebuild the run that was claimed. */
        REBUILD,
        /** Run a Workflow Task on the instance in memory, under the new claim. */
        REUSE,
        /** Keep the instance in memory. */
        KEEP,
        /** Remove the instance from memory. */
        DROP,
        /** Remove the instance from memory, and claim the run, because something has arrived in the meantime. */
        DROP_AND_CLAIM
    }

    private Place place = Place.ABSENT;
    private final Set<Integer> fused = new HashSet<>();
    private boolean more;

    Place place() {
        return place;
    }

    /** Something has arrived for the run. */
    Next told() {
        if (place == Place.BUSY) {
            more = true;
            return Next.NOTHING;
        }
        Next next = place == Place.IDLE ? Next.READ : Next.CLAIM;
        place = Place.BUSY;
        return next;
    }

    /** An activity of the run has closed. If it is part of the task under way, this is nothing new. */
    Next told(int activity) {
        return place == Place.BUSY && fused.contains(activity) ? Next.NOTHING : told();
    }

    /** An activity of the run has ended on this node, and its outcome is not stored yet. */
    Next ended(int activity) {
        if (place != Place.IDLE) {
            return Next.NOTHING;
        }
        place = Place.BUSY;
        fused.add(activity);
        return Next.FUSE;
    }

    /** This node has claimed the run. A task that is under way then cannot commit any more. */
    Next claimed() {
        if (place == Place.BUSY) {
            more = true;
            return Next.NOTHING;
        }
        Next next = place == Place.IDLE ? Next.REUSE : Next.REBUILD;
        place = Place.BUSY;
        return next;
    }

    /**
     * The task under way has committed, and the run stays open.
     *
     * @param arrived whether the commit has found that more has arrived than the task had seen
     * @param cacheable whether the instance may stay in memory
     */
    Next committed(boolean arrived, boolean cacheable) {
        fused.clear();
        boolean again = more || arrived;
        more = false;
        if (!cacheable) {
            place = again ? Place.BUSY : Place.ABSENT;
            return again ? Next.DROP_AND_CLAIM : Next.DROP;
        }
        place = again ? Place.BUSY : Place.IDLE;
        return again ? Next.READ : Next.KEEP;
    }

    /** The run has closed, or another node has it: whatever arrives there is not our business. */
    Next gone() {
        fused.clear();
        more = false;
        place = Place.ABSENT;
        return Next.DROP;
    }

    /**
     * The task has failed, was refused, or nobody knows whether it has committed. The instance cannot be used again; the row
     * tells how the run goes on.
     */
    Next broken() {
        fused.clear();
        boolean again = more;
        more = false;
        place = again ? Place.BUSY : Place.ABSENT;
        return again ? Next.DROP_AND_CLAIM : Next.DROP;
    }

    /** The claim has not found the run ready: another node has it, or it waits. */
    Next notClaimed() {
        boolean again = more;
        more = false;
        place = again ? Place.BUSY : Place.ABSENT;
        return again ? Next.CLAIM : Next.NOTHING;
    }

    /** Memory is needed. {@return whether the instance may be removed} */
    boolean evict() {
        if (place != Place.IDLE) {
            return false;
        }
        place = Place.ABSENT;
        return true;
    }
}

package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Place;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * Everything that matters to the commit protocol: the committed rows of two runs, the memory of two nodes, the transactions
 * under way with their locks, and a caller that signals the first run in a slow transaction.
 */
final class ProtocolState {

    static final int RUNS = 2;
    static final int NODES = 2;
    static final int ACTIVITIES = 1;
    static final int NOBODY = -1;

    final Row[] rows = new Row[RUNS];
    final Node[] nodes = { new Node(), new Node() };
    final List<ProtocolTransaction> transactions = new ArrayList<>();
    Caller caller = Caller.NEW;
    /** How many nodes may still be killed or frozen. */
    int kills;
    int freezes;
    /** How many answers of the database may still be lost. */
    int lostAnswers;
    int evictions;
    /** How often a run may still be told of something that it has seen already. */
    int wakes;

    private ProtocolState() {
    }

    /** Two runs, whose tasks and completions share transactions, and no signals. */
    static ProtocolState twoRuns() {
        ProtocolState state = new ProtocolState();
        state.rows[0] = new Row(ProtocolCode.ONE_ACTIVITY);
        state.rows[1] = new Row(ProtocolCode.EAGER_ACTIVITY);
        state.caller = Caller.DONE;
        return state;
    }

    /** The same after the first task of each: both wait in the memory of the first node, which runs their activities. */
    static ProtocolState twoRunsInMemory() {
        ProtocolState state = twoRuns();
        for (int run = 0; run < RUNS; run++) {
            Row row = state.rows[run];
            row.state = RunState.IDLE;
            row.owner = 0;
            row.epoch = 1;
            row.turn = 1;
            row.journal = "A";
            row.activities[0].status = 1;
            row.activities[0].holder = 0;
            row.activities[0].fence = 1;
            Held held = state.nodes[0].held[run];
            held.place = Place.IDLE;
            held.instance = row.known();
            state.nodes[0].attempts[run][0] = Attempt.RUNNING;
            state.nodes[0].fences[run][0] = 1;
        }
        return state;
    }

    /** One run with a Local Activity, which is signaled. The other one is closed. */
    static ProtocolState signaledRun() {
        ProtocolState state = new ProtocolState();
        state.rows[0] = new Row(ProtocolCode.LOCAL_AND_ACTIVITY);
        state.rows[1] = new Row(ProtocolCode.ONE_ACTIVITY);
        state.rows[1].state = RunState.COMPLETED;
        return state;
    }

    /** What the caller has done. */
    enum Caller {
        NEW,
        SENDING,
        /** The signal is committed, but nobody has told the run. */
        SENT,
        DONE
    }

    /**
     * The row of a run in {@code workflow_execution} (or, once closed, in the table of closed runs), with what refers to it.
     */
    static final class Row {

        final ProtocolCode code;
        RunState state = RunState.READY;
        int owner = NOBODY;
        int epoch;
        int turn;
        int inbox;
        int seen;
        /** Each line is what a Workflow Task delivered and decided: see {@link ProtocolCode}. */
        String journal = "";
        final Activity[] activities = { new Activity() };
        boolean signaled;
        boolean taken;
        /** How often the transaction of the Local Activity has committed what its body wrote. */
        int localWrites;

        Row(ProtocolCode code) {
            this.code = code;
        }

        boolean isOpen() {
            return !state.isClosed();
        }

        Known known() {
            return new Known(epoch, turn, inbox, journal);
        }

        Row copy() {
            Row copy = new Row(code);
            copy.state = state;
            copy.owner = owner;
            copy.epoch = epoch;
            copy.turn = turn;
            copy.inbox = inbox;
            copy.seen = seen;
            copy.journal = journal;
            copy.signaled = signaled;
            copy.taken = taken;
            copy.localWrites = localWrites;
            for (int i = 0; i < ACTIVITIES; i++) {
                copy.activities[i] = activities[i].copy();
            }
            return copy;
        }
    }

    /** The row of an activity. */
    static final class Activity {

        /** 0: there is none, 1: open, 2: closed. */
        int status;
        int holder = NOBODY;
        int fence;

        boolean isOpen() {
            return status == 1;
        }

        Activity copy() {
            Activity copy = new Activity();
            copy.status = status;
            copy.holder = holder;
            copy.fence = fence;
            return copy;
        }
    }

    /** A {@code RunRow}: what a node has read of a run. */
    record Known(int epoch, int turn, int inbox, String journal) {
    }

    /** What a node does for a run. */
    enum Doing {
        NOTHING,
        CLAIM,
        /** Is about to read what has arrived, and to run the code. */
        RUN,
        /** Has committed a task, and owns the run while the Local Activity runs. */
        OWN,
        /** The commit of a task waits for the next flush. */
        QUEUED,
        FLUSHING,
        GIVE_BACK
    }

    /** What a node has in memory of a run: {@code HeldRuns.Held} and the {@code WorkflowTask} under way. */
    static final class Held {

        Place place = Place.ABSENT;
        /** The activity whose outcome is part of the task under way, or 0. */
        int fused;
        boolean more;
        Doing doing = Doing.NOTHING;
        /** The row of the instance in memory, or null. */
        Known instance;
        /** The row that the task under way began with. */
        Known row;
        /** The row of a claim that was made while a task was under way, or null. */
        Known claimed;
        ProtocolTask task;
        boolean localEnded;

        boolean isWorkingUnder(int epoch) {
            return place == Place.BUSY && (row != null && row.epoch() == epoch || claimed != null && claimed.epoch() == epoch);
        }

        Held copy() {
            Held copy = new Held();
            copy.place = place;
            copy.fused = fused;
            copy.more = more;
            copy.doing = doing;
            copy.instance = instance;
            copy.row = row;
            copy.claimed = claimed;
            copy.task = task;
            copy.localEnded = localEnded;
            return copy;
        }
    }

    /** What a node does about an attempt of an activity. */
    enum Attempt {
        NONE,
        RUNNING,
        /** Has ended, and its completion is part of a Workflow Task. */
        FUSED,
        /** Has ended, and waits for the next batch of completions. */
        ENDED,
        REPORTING
    }

    static final class Node {

        boolean alive = true;
        boolean frozen;
        final Held[] held = { new Held(), new Held() };
        final Attempt[][] attempts = { { Attempt.NONE }, { Attempt.NONE } };
        final int[][] fences = new int[RUNS][ACTIVITIES];

        boolean runs() {
            return alive && !frozen;
        }

        Node copy() {
            Node copy = new Node();
            copy.alive = alive;
            copy.frozen = frozen;
            for (int run = 0; run < RUNS; run++) {
                copy.held[run] = held[run].copy();
                copy.attempts[run] = attempts[run].clone();
                copy.fences[run] = fences[run].clone();
            }
            return copy;
        }
    }

    /**
     * {@return whether {@code ready_at} may have passed, so that any node may claim the run} The time of a run that is ready
     * may pass at any moment, and that of one that is owned, if nobody extends it.
     */
    boolean isClaimable(int run) {
        Row row = rows[run];
        boolean isWorkedOn = row.owner != NOBODY && nodes[row.owner].runs()
                && nodes[row.owner].held[run].isWorkingUnder(row.epoch);
        return row.state == RunState.READY || row.state == RunState.OWNED && !isWorkedOn;
    }

    ProtocolState copy() {
        ProtocolState copy = new ProtocolState();
        for (int i = 0; i < RUNS; i++) {
            copy.rows[i] = rows[i].copy();
        }
        for (int i = 0; i < NODES; i++) {
            copy.nodes[i] = nodes[i].copy();
        }
        transactions.forEach(transaction -> copy.transactions.add(transaction.copy()));
        copy.caller = caller;
        copy.kills = kills;
        copy.freezes = freezes;
        copy.lostAnswers = lostAnswers;
        copy.evictions = evictions;
        copy.wakes = wakes;
        return copy;
    }

    /**
     * {@return a text that is the same for states in which the same can happen} Nodes may change places, and only differences
     * of epochs, turns, inboxes and fences matter.
     */
    String key() {
        String one = new ProtocolKey(this, 0).text();
        String other = new ProtocolKey(this, 1).text();
        return one.compareTo(other) <= 0 ? one : other;
    }
}

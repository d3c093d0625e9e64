package io.quarkiverse.activities.workflow.runtime.runner;

import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.ACTIVITIES;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NOBODY;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NODES;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.RUNS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolDatabase.Progress;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Activity;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Attempt;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Caller;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Doing;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Held;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Node;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolTransaction.Kind;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolTransaction.Lock;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Place;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/** Everything that can happen next. */
final class ProtocolSteps {

    /** A step and the state to which it leads. */
    record Step(String name, ProtocolState next) {
    }

    /** What a step does to a copy of the state. */
    private interface Change {
        void on(ProtocolState state, ProtocolDatabase database);
    }

    private final Protocol protocol;
    private final ProtocolState state;
    private final ProtocolDatabase database;
    private final List<Step> steps = new ArrayList<>();

    private ProtocolSteps(Protocol protocol, ProtocolState state) {
        this.protocol = protocol;
        this.state = state;
        database = new ProtocolDatabase(protocol, state);
    }

    static List<Step> after(Protocol protocol, ProtocolState state) {
        ProtocolSteps all = new ProtocolSteps(protocol, state);
        for (int node = 0; node < NODES; node++) {
            if (state.nodes[node].runs()) {
                all.ofNode(node);
            }
        }
        for (int i = 0; i < state.transactions.size(); i++) {
            all.ofTransaction(i);
        }
        all.ofCaller();
        all.ofTime();
        all.troubles();
        return all.steps;
    }

    private void add(String name, Change change) {
        ProtocolState next = state.copy();
        ProtocolDatabase after = new ProtocolDatabase(protocol, next);
        change.on(next, after);
        steps.add(new Step(name, next));
    }

    private void onNode(int node, String name, Consumer<ProtocolNode> change) {
        add("node " + node + " " + name, (next, after) -> change.accept(new ProtocolNode(protocol, next, node)));
    }

    private void ofNode(int number) {
        Node node = state.nodes[number];
        boolean queued = false;
        boolean ended = false;
        for (int run = 0; run < RUNS; run++) {
            int r = run;
            Held held = node.held[run];
            Row row = state.rows[run];
            boolean free = database.isFree(run, Lock.CHANGE);
            if (state.isClaimable(run) && free) {
                onNode(number, "claims run " + run, it -> it.poll(r));
            }
            if (held.place == Place.IDLE && row.state == RunState.READY) {
                onNode(number, "hears of run " + run, it -> it.told(r, 0));
            }
            if (held.place == Place.IDLE && state.evictions > 0) {
                add("node " + number + " evicts run " + run, (next, after) -> {
                    next.evictions--;
                    new ProtocolNode(protocol, next, number).evict(r);
                });
            }
            ofTask(number, run, held, row, free);
            queued |= held.doing == Doing.QUEUED;
            for (int activity = 1; activity <= ACTIVITIES; activity++) {
                ofActivity(number, run, activity);
                ended |= node.attempts[run][activity - 1] == Attempt.ENDED;
            }
        }
        if (queued && !isActive(Kind.FLUSH, number)) {
            begin("flushes", number, it -> it.flush(false));
            if (!protocol.locksInOrder()) {
                begin("flushes backwards", number, it -> it.flush(true));
            }
        }
        if (ended && !isActive(Kind.REPORT, number)) {
            begin("reports", number, ProtocolNode::report);
        }
    }

    private void begin(String name, int number, java.util.function.Function<ProtocolNode, ProtocolTransaction> transaction) {
        add("node " + number + " " + name, (next, after) -> {
            ProtocolTransaction begun = transaction.apply(new ProtocolNode(protocol, next, number));
            if (begun != null) {
                next.transactions.add(begun);
            }
        });
    }

    private void ofTask(int number, int run, Held held, Row row, boolean free) {
        switch (held.doing) {
            case CLAIM -> onNode(number, "claims run " + run + ", for which something has arrived",
                    it -> it.claimTold(run, free));
            case RUN -> onNode(number, "runs a task of run " + run, it -> it.run(run));
            case GIVE_BACK -> {
                if (free) {
                    onNode(number, "gives back run " + run, it -> it.giveBack(run));
                }
            }
            case OWN -> {
                if (state.transactions.stream().noneMatch(other -> other.kind == Kind.LOCAL && other.node == number)) {
                    begin("runs the Local Activity", number, ProtocolNode::local);
                }
                if (row.signaled && !row.taken) {
                    add("node " + number + " hears of the signal",
                            (next, after) -> next.nodes[number].held[run].doing = Doing.RUN);
                }
            }
            default -> {
            }
        }
    }

    private void ofActivity(int number, int run, int activity) {
        Activity row = state.rows[run].activities[activity - 1];
        Attempt attempt = state.nodes[number].attempts[run][activity - 1];
        String name = "activity " + activity + " of run " + run;
        if (row.isOpen() && row.holder == NOBODY && attempt == Attempt.NONE && isFree(run, activity)) {
            onNode(number, "claims " + name, it -> it.claimActivity(run, activity));
        }
        if (attempt == Attempt.RUNNING) {
            onNode(number, "ends " + name, it -> it.ends(run, activity));
        }
        boolean inDoubt = state.transactions.stream().anyMatch(other -> other.node == NOBODY);
        if (row.isOpen() && row.holder == number && attempt == Attempt.NONE && !inDoubt) {
            add("node " + number + " gives back " + name,
                    (next, after) -> next.rows[run].activities[activity - 1].holder = NOBODY);
        }
    }

    private boolean isFree(int run, int activity) {
        return state.transactions.stream()
                .noneMatch(other -> other.hasActivities && other.ended[run] == activity && other.current[run]);
    }

    private boolean isActive(Kind kind, int node) {
        return state.transactions.stream().anyMatch(other -> other.kind == kind && other.node == node);
    }

    private void ofTransaction(int index) {
        ProtocolTransaction transaction = state.transactions.get(index);
        if (transaction.node != NOBODY && state.nodes[transaction.node].frozen) {
            return;
        }
        ProtocolState next = state.copy();
        ProtocolDatabase after = new ProtocolDatabase(protocol, next);
        ProtocolTransaction moving = next.transactions.get(index);
        Progress progress = after.advance(moving);
        if (progress == Progress.REFUSED) {
            next.transactions.remove(moving);
            if (moving.node != NOBODY) {
                new ProtocolNode(protocol, next, moving.node).again(moving);
            }
            steps.add(new Step("rollback of " + moving + ", which must not wait", next));
        } else if (progress == Progress.ADVANCED) {
            steps.add(new Step("lock by " + moving, next));
        } else if (progress == Progress.COMPLETE) {
            after.commit(moving);
            answer(next, moving);
            steps.add(new Step("commit of " + moving, next));
        }
        if (transaction.node == NOBODY) {
            add("rollback of " + transaction, (then, database) -> {
                then.transactions.remove(index);
                if (transaction.kind == Kind.SIGNAL) {
                    then.caller = Caller.DONE;
                }
            });
        }
        if (transaction.node != NOBODY && state.lostAnswers > 0
                && (transaction.kind == Kind.FLUSH || transaction.kind == Kind.REPORT)) {
            add("the answer is lost of " + transaction, (then, database) -> {
                then.lostAnswers--;
                ProtocolTransaction lost = then.transactions.get(index);
                new ProtocolNode(protocol, then, lost.node).unknown(lost);
                lost.node = NOBODY;
            });
        }
    }

    private void answer(ProtocolState next, ProtocolTransaction transaction) {
        if (transaction.kind == Kind.SIGNAL) {
            next.caller = transaction.current[0] ? Caller.SENT : Caller.DONE;
            return;
        }
        if (transaction.node == NOBODY) {
            return;
        }
        ProtocolNode node = new ProtocolNode(protocol, next, transaction.node);
        switch (transaction.kind) {
            case FLUSH -> {
                for (int run = 0; run < RUNS; run++) {
                    if (transaction.tasks[run] != null) {
                        node.answered(run, transaction.answers[run], transaction.current[run]);
                    }
                }
            }
            case REPORT -> node.reported(transaction);
            default -> node.ended(transaction);
        }
    }

    private void ofCaller() {
        if (state.caller == Caller.NEW) {
            add("the caller sends a signal", (next, after) -> {
                next.caller = Caller.SENDING;
                next.transactions.add(new ProtocolTransaction(Kind.SIGNAL, NOBODY));
            });
        } else if (state.caller == Caller.SENT) {
            if (database.isFree(0, Lock.CHANGE)) {
                add("the caller tells the run", (next, after) -> {
                    next.caller = Caller.DONE;
                    after.arrived(0);
                });
            }
            add("the caller dies", (next, after) -> next.caller = Caller.DONE);
        }
    }

    /** What happens as time passes: sweeps, timeouts, and times after which a run is free. */
    private void ofTime() {
        for (int run = 0; run < RUNS; run++) {
            int r = run;
            Row row = state.rows[run];
            boolean free = database.isFree(run, Lock.CHANGE);
            boolean ownerIsLost = row.owner != NOBODY && !state.nodes[row.owner].runs();
            if (ownerIsLost && free && (row.state == RunState.READY || row.state == RunState.OWNED)) {
                add("the sweep takes back run " + run, (next, after) -> {
                    next.rows[r].state = RunState.READY;
                    next.rows[r].owner = NOBODY;
                });
            }
            if (run == 0 && row.signaled && !row.taken && row.state == RunState.IDLE && free) {
                add("the sweep finds the signal", (next, after) -> {
                    next.rows[0].state = RunState.READY;
                    next.rows[0].inbox++;
                });
            }
            if (state.wakes > 0 && row.isOpen() && free) {
                add("run " + run + " is told again", (next, after) -> {
                    next.wakes--;
                    after.arrived(r);
                });
            }
            for (int activity = 1; activity <= ACTIVITIES; activity++) {
                int a = activity;
                Activity held = row.activities[activity - 1];
                if (held.isOpen() && held.holder != NOBODY && !state.nodes[held.holder].runs() && isFree(run, activity)) {
                    add("the sweep takes back activity " + activity + " of run " + run,
                            (next, after) -> next.rows[r].activities[a - 1].holder = NOBODY);
                }
            }
        }
    }

    private void troubles() {
        for (int node = 0; node < NODES; node++) {
            int n = node;
            if (state.nodes[node].frozen) {
                add("node " + node + " goes on", (next, after) -> next.nodes[n].frozen = false);
                continue;
            }
            if (state.nodes[node].alive && state.freezes > 0) {
                add("node " + node + " is frozen", (next, after) -> {
                    next.freezes--;
                    next.nodes[n].frozen = true;
                });
            }
            if (state.nodes[node].alive && state.kills > 0) {
                add("node " + node + " is killed", (next, after) -> {
                    next.kills--;
                    next.nodes[n] = new Node();
                    next.nodes[n].alive = false;
                    next.transactions
                            .forEach(transaction -> transaction.node = transaction.node == n ? NOBODY : transaction.node);
                });
            }
        }
    }
}

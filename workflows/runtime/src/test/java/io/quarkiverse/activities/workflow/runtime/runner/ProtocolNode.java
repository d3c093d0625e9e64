package io.quarkiverse.activities.workflow.runtime.runner;

import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.ACTIVITIES;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NOBODY;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.RUNS;

import java.util.function.Function;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Activity;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Attempt;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Doing;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Held;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Known;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Node;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolTransaction.Kind;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Next;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Place;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/** What one node does: {@code WorkflowRunner}, {@code WorkflowTask} and {@code HeldRuns}, with the real {@link RunSchedule}. */
final class ProtocolNode {

    private final Protocol protocol;
    private final ProtocolState state;
    private final int number;
    private final Node node;

    ProtocolNode(Protocol protocol, ProtocolState state, int number) {
        this.protocol = protocol;
        this.state = state;
        this.number = number;
        node = state.nodes[number];
    }

    // The schedule of a run

    /** Lets the real schedule decide, from the state in which the model has it. */
    private static Next decide(Held held, Function<RunSchedule, Next> event) {
        boolean wasBusy = held.place == Place.BUSY;
        RunSchedule probe = schedule(held);
        event.apply(probe);
        boolean more = probe.place() == Place.BUSY && probe.committed(false, true) == Next.READ;
        RunSchedule schedule = schedule(held);
        Next next = event.apply(schedule);
        held.place = schedule.place();
        held.more = more;
        held.fused = wasBusy && next == Next.NOTHING && held.place == Place.BUSY ? held.fused : 0;
        return next;
    }

    private static RunSchedule schedule(Held held) {
        RunSchedule schedule = new RunSchedule();
        if (held.place == Place.IDLE || held.fused != 0) {
            schedule.told();
            schedule.committed(false, true);
        }
        if (held.fused != 0) {
            schedule.ended(held.fused);
        } else if (held.place == Place.BUSY) {
            schedule.told();
        }
        if (held.more) {
            schedule.told();
        }
        return schedule;
    }

    /** Something has arrived for a run: {@code HeldRuns.told}. */
    void told(int run, int activity) {
        Held held = node.held[run];
        Next next = decide(held, schedule -> activity == 0 ? schedule.told() : schedule.told(activity));
        if (next == Next.CLAIM) {
            held.doing = Doing.CLAIM;
        } else if (next == Next.READ) {
            held.doing = Doing.RUN;
            held.row = held.instance;
        }
    }

    /** {@code HeldRuns.after}. */
    private void after(int run, Known instance, Function<RunSchedule, Next> event) {
        Held held = node.held[run];
        Known claimed = held.claimed;
        held.claimed = null;
        held.task = null;
        held.localEnded = false;
        Next next = decide(held, event);
        if (claimed != null && held.place != Place.IDLE) {
            if (held.place == Place.ABSENT) {
                decide(held, RunSchedule::claimed);
            }
            held.instance = next == Next.DROP_AND_CLAIM ? null : instance;
            held.row = claimed;
            held.doing = Doing.RUN;
            return;
        }
        held.instance = held.place == Place.ABSENT || next == Next.DROP_AND_CLAIM ? null : instance;
        held.row = next == Next.READ ? held.instance : null;
        held.doing = switch (next) {
            case READ -> Doing.RUN;
            case CLAIM, DROP_AND_CLAIM -> Doing.CLAIM;
            default -> Doing.NOTHING;
        };
    }

    void gone(int run) {
        after(run, null, RunSchedule::gone);
    }

    private void committed(int run, Known instance, boolean arrived) {
        after(run, instance, schedule -> schedule.committed(arrived, true));
    }

    void evict(int run) {
        Held held = node.held[run];
        ProtocolInvariants.require(schedule(held).evict(), "only a run that waits leaves memory");
        held.place = Place.ABSENT;
        held.instance = null;
    }

    // Claims

    /** {@code RunClaims.own}: a claim raises the epoch. */
    private Known own(int run) {
        Row row = state.rows[run];
        row.epoch++;
        row.state = RunState.OWNED;
        row.owner = number;
        return row.known();
    }

    /** {@code ClaimLoop.claim}: takes a run that any node may take. */
    void poll(int run) {
        Held held = node.held[run];
        Known claimed = own(run);
        if (decide(held, RunSchedule::claimed) == Next.NOTHING) {
            held.claimed = claimed;
        } else {
            held.row = claimed;
            held.doing = Doing.RUN;
        }
    }

    /** {@code ClaimLoop.claimTold}: takes a run that something has arrived for, if this node may. */
    void claimTold(int run, boolean free) {
        Held held = node.held[run];
        if (free && state.isClaimable(run)) {
            held.row = own(run);
            held.doing = Doing.RUN;
        } else {
            after(run, null, RunSchedule::notClaimed);
        }
    }

    // Workflow Tasks

    /** {@code WorkflowTask.run} up to the commit: reads what has arrived, and runs the code. */
    void run(int run) {
        Held held = node.held[run];
        Row row = state.rows[run];
        boolean inMemory = held.instance != null && protocol.fits(held.instance, held.row);
        String base;
        if (inMemory) {
            if (!row.isOpen() || !protocol.sameEpoch(held.row.epoch(), row) || !protocol.sameTurn(held.row.turn(), row)) {
                gone(run);
                return;
            }
            base = held.instance.journal();
            held.row = new Known(held.row.epoch(), held.row.turn(), row.inbox, base);
        } else {
            base = held.row.journal();
        }
        String delivered = undelivered(run, base) + (held.localEnded ? "L" : "");
        if (inMemory && delivered.isEmpty() && row.state == RunState.IDLE) {
            committed(run, held.instance, false);
            return;
        }
        held.localEnded = false;
        String line = inMemory && delivered.isEmpty() ? "" : delivered + row.code.decisions(base + delivered);
        queue(run, new ProtocolTask(held.row, number, base, line, 0, 0));
    }

    /** {@code PendingArrivals.undelivered}. */
    private String undelivered(int run, String journal) {
        StringBuilder delivered = new StringBuilder();
        Row row = state.rows[run];
        for (int activity = 1; activity <= ACTIVITIES; activity++) {
            if (row.activities[activity - 1].status == 2 && ProtocolCode.awaits(journal, activity)) {
                delivered.append(activity);
            }
        }
        if (run == 0 && row.signaled && !row.taken) {
            delivered.append('s');
        }
        return delivered.toString();
    }

    private void queue(int run, ProtocolTask task) {
        Held held = node.held[run];
        held.task = task;
        held.doing = Doing.QUEUED;
        if (!protocol.releasesAfterCommit()) {
            release(run, task);
        }
    }

    /** {@code WorkflowTask.startActivities}. */
    private void release(int run, ProtocolTask task) {
        if (task.starts() != 0 && state.rows[run].code.eager) {
            begin(run, task.starts(), 1);
        }
    }

    /** {@code TaskBatches.write}: the tasks that wait commit together. */
    ProtocolTransaction flush(boolean reversed) {
        ProtocolTransaction flush = new ProtocolTransaction(Kind.FLUSH, number);
        flush.reversed = reversed;
        for (int run = 0; run < RUNS; run++) {
            Held held = node.held[run];
            if (held.doing == Doing.QUEUED) {
                held.doing = Doing.FLUSHING;
                flush.tasks[run] = held.task;
                flush.ended[run] = held.task.ended();
                flush.fences[run] = held.task.fence();
            }
        }
        return flush;
    }

    /** {@code Batcher.postpone}: the database was busy, so the tasks wait for another flush. */
    void again(ProtocolTransaction flush) {
        for (int run = 0; run < RUNS; run++) {
            if (flush.tasks[run] != null) {
                node.held[run].doing = Doing.QUEUED;
            }
        }
    }

    /** {@code TaskWriter.commit} and what follows from the answer. */
    void answered(int run, Answer answer, boolean ended) {
        Held held = node.held[run];
        ProtocolTask task = held.task;
        if (answer == Answer.LOCKED && task.ended() == 0) {
            held.doing = Doing.QUEUED; // the batcher tries it again
            return;
        }
        if (task.ended() != 0 && node.attempts[run][task.ended() - 1] == Attempt.FUSED) {
            node.attempts[run][task.ended() - 1] = ended ? Attempt.NONE : Attempt.ENDED;
        }
        switch (answer) {
            case COMMITTED -> committed(run, task);
            case LOST -> gone(run);
            default -> held.doing = Doing.GIVE_BACK;
        }
    }

    private void committed(int run, ProtocolTask task) {
        if (task.closes()) {
            gone(run);
            return;
        }
        Known row = task.row();
        Known after = new Known(row.epoch(), row.turn() + 1, row.inbox(), task.base() + task.line());
        Held held = node.held[run];
        if (task.keeps()) {
            held.instance = after;
            held.row = after;
            held.task = null;
            held.doing = held.localEnded ? Doing.RUN : Doing.OWN;
        } else {
            committed(run, after, state.rows[run].inbox > row.inbox());
        }
        if (protocol.releasesAfterCommit()) {
            release(run, task);
        }
    }

    /** {@code RunClaims.giveBack}, after something was in the way of a close. */
    void giveBack(int run) {
        Row row = state.rows[run];
        Known known = node.held[run].task.row();
        if (row.isOpen() && row.epoch == known.epoch() && row.turn == known.turn()) {
            row.state = RunState.READY;
            row.owner = NOBODY;
        }
        gone(run);
    }

    /** The connection breaks, so nobody tells the node whether its tasks have committed. */
    void unknown(ProtocolTransaction flush) {
        for (int run = 0; run < RUNS; run++) {
            ProtocolTask task = flush.tasks[run];
            if (task != null) {
                after(run, null, RunSchedule::broken);
            }
            if (flush.ended[run] != 0) {
                node.attempts[run][flush.ended[run] - 1] = Attempt.ENDED;
            }
        }
    }

    // Attempts of activities

    /** An attempt begins: what it does cannot be undone. */
    private void begin(int run, int activity, int fence) {
        ProtocolInvariants.begins(state, run, activity, number, fence);
        node.attempts[run][activity - 1] = Attempt.RUNNING;
        node.fences[run][activity - 1] = fence;
    }

    void claimActivity(int run, int activity) {
        Activity row = state.rows[run].activities[activity - 1];
        row.holder = number;
        row.fence++;
        begin(run, activity, row.fence);
    }

    /** {@code WorkflowRunner.ended}: the completion commits with the task that it leads to, if the run waits in memory. */
    void ends(int run, int activity) {
        Held held = node.held[run];
        if (held.place != Place.IDLE) {
            node.attempts[run][activity - 1] = Attempt.ENDED;
            return;
        }
        Known row = held.instance;
        held.row = row;
        ProtocolInvariants.require(decide(held, schedule -> schedule.ended(activity)) == Next.FUSE,
                "an activity that ends at a run that waits is fused");
        held.fused = activity;
        if (!ProtocolCode.awaits(row.journal(), activity)) {
            node.attempts[run][activity - 1] = Attempt.ENDED;
            committed(run, row, false);
            return;
        }
        node.attempts[run][activity - 1] = Attempt.FUSED;
        String line = activity + state.rows[run].code.decisions(row.journal() + activity);
        queue(run, new ProtocolTask(row, number, row.journal(), line, activity, node.fences[run][activity - 1]));
    }

    /** {@code ReportBatches}. */
    ProtocolTransaction report() {
        ProtocolTransaction report = new ProtocolTransaction(Kind.REPORT, number);
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < ACTIVITIES; i++) {
                if (node.attempts[run][i] == Attempt.ENDED && report.ended[run] == 0) {
                    node.attempts[run][i] = Attempt.REPORTING;
                    report.ended[run] = i + 1;
                    report.fences[run] = node.fences[run][i];
                }
            }
        }
        return report;
    }

    void reported(ProtocolTransaction report) {
        for (int run = 0; run < RUNS; run++) {
            if (report.ended[run] != 0) {
                node.attempts[run][report.ended[run] - 1] = Attempt.NONE;
                if (report.current[run]) {
                    told(run, report.ended[run]);
                }
            }
        }
    }

    // The Local Activity of the first run

    /** {@code LocalActivities.recover}, and {@code LocalActivities.begin} if the outcome is not known. */
    ProtocolTransaction local() {
        Held held = node.held[0];
        if (state.rows[0].localWrites > 0) {
            localEnded();
            return null;
        }
        ProtocolTransaction local = new ProtocolTransaction(Kind.LOCAL, number);
        local.epoch = held.row.epoch();
        return local;
    }

    /** The body has ended, or its outcome was refused. */
    void ended(ProtocolTransaction local) {
        Held held = node.held[0];
        boolean owns = held.row != null && held.row.epoch() == local.epoch && held.row.journal().contains("l");
        if (!owns) {
            return;
        }
        if (local.current[0] || !protocol.refusedLocalEndsOwnership()) {
            localEnded();
        } else if (held.doing == Doing.OWN) {
            gone(0);
        }
    }

    private void localEnded() {
        Held held = node.held[0];
        held.localEnded = true;
        if (held.doing == Doing.OWN) {
            held.doing = Doing.RUN;
        }
    }
}

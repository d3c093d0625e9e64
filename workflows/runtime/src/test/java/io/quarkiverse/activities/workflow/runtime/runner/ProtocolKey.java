package io.quarkiverse.activities.workflow.runtime.runner;

import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.ACTIVITIES;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NOBODY;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NODES;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.RUNS;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Activity;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Attempt;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Held;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Known;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Node;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;

/** A state as a text. */
final class ProtocolKey {

    private final ProtocolState state;
    private final int first;
    private final StringBuilder text = new StringBuilder(256);

    /** @param first the node that comes first */
    ProtocolKey(ProtocolState state, int first) {
        this.state = state;
        this.first = first;
    }

    String text() {
        for (int run = 0; run < RUNS; run++) {
            add(state.rows[run]);
        }
        for (int i = 0; i < NODES; i++) {
            add(state.nodes[i ^ first]);
        }
        state.transactions.forEach(this::add);
        return text.append(state.caller.ordinal()).append(state.kills).append(state.freezes).append(state.lostAnswers)
                .append(state.evictions).append(state.wakes).toString();
    }

    private char name(int node) {
        return node == NOBODY ? '.' : (char) ('0' + (node ^ first));
    }

    private void add(Row row) {
        text.append(row.state.code()).append(name(row.owner)).append(row.inbox - row.seen)
                .append(row.journal).append(row.signaled ? 's' : '-').append(row.taken ? 't' : '-').append(row.localWrites);
        for (Activity activity : row.activities) {
            text.append(activity.status).append(name(activity.holder));
        }
        text.append(';');
    }

    private void add(Node node) {
        text.append(node.alive ? node.frozen ? 'f' : 'a' : 'x');
        for (int run = 0; node.alive && run < RUNS; run++) {
            Held held = node.held[run];
            text.append(held.place.ordinal()).append(held.fused).append(held.more ? 'm' : '-').append(held.doing.ordinal())
                    .append(held.localEnded ? 'l' : '-');
            add(run, held.task);
            add(run, held.instance);
            add(run, held.row);
            add(run, held.claimed);
            for (int i = 0; i < ACTIVITIES; i++) {
                if (node.attempts[run][i] != Attempt.NONE) {
                    text.append(node.attempts[run][i].ordinal())
                            .append(state.rows[run].activities[i].fence - node.fences[run][i]);
                }
            }
        }
        text.append(';');
    }

    private void add(int run, Known known) {
        if (known != null) {
            Row row = state.rows[run];
            text.append(row.epoch - known.epoch()).append(',').append(row.turn - known.turn()).append(',')
                    .append(row.inbox - known.inbox()).append(known.journal());
        }
        text.append('/');
    }

    private void add(int run, ProtocolTask task) {
        if (task != null) {
            text.append(name(task.node())).append(task.base()).append('>').append(task.line()).append(task.ended());
            if (task.ended() != 0) {
                text.append(state.rows[run].activities[task.ended() - 1].fence - task.fence());
            }
            add(run, task.row());
        }
    }

    private void add(ProtocolTransaction transaction) {
        text.append('[').append(transaction.kind.ordinal()).append(name(transaction.node))
                .append(transaction.reversed ? 'r' : '-').append(transaction.step).append(transaction.hasActivities ? 'a' : '-')
                .append(state.rows[0].epoch - transaction.epoch);
        for (int run = 0; run < RUNS; run++) {
            text.append(transaction.locks[run].ordinal()).append(transaction.current[run] ? 'c' : '-')
                    .append(transaction.answers[run] == null ? '.' : (char) ('0' + transaction.answers[run].ordinal()));
            if (transaction.ended[run] != 0) {
                text.append(transaction.ended[run]).append(
                        state.rows[run].activities[transaction.ended[run] - 1].fence - transaction.fences[run]);
            }
            add(run, transaction.tasks[run]);
        }
        text.append(']');
    }
}

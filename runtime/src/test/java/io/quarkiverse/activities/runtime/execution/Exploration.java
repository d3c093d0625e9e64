package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.quarkiverse.activities.runtime.execution.Invariants.Violation;
import io.quarkiverse.activities.runtime.execution.Moves.Move;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;

/** Plays moves against a state machine and checks the invariants after each: all sequences to a depth, or long random walks. */
final class Exploration {

    /** An execution at a point in time, with the path that led to it. */
    private record Node(Execution execution, Instant now, Node from, Move by) {

        String path() {
            return from == null ? "start" + execution.options() : from.path() + ", " + by;
        }
    }

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Machine machine;
    private final Invariants invariants;
    private long transitions;
    private int deepestFence;

    Exploration(Machine machine) {
        this.machine = machine;
        this.invariants = new Invariants(machine);
    }

    long transitions() {
        return transitions;
    }

    /** {@return the highest fence that any walk reached} */
    int deepestFence() {
        return deepestFence;
    }

    /** {@return the number of different executions within {@code depth} moves of a start} */
    int exploreAllTo(int depth) {
        Set<Execution> seen = new HashSet<>();
        List<Node> level = new ArrayList<>();
        Moves.options().forEach(options -> level.add(start(options)));
        for (int i = 0; i < depth; i++) {
            List<Node> nextLevel = new ArrayList<>();
            for (Node node : level) {
                for (Move move : Moves.ALL) {
                    Node next = step(node, move);
                    if (next != node && seen.add(sinceNow(next))) {
                        nextLevel.add(next);
                    }
                }
            }
            level.clear();
            level.addAll(nextLevel);
        }
        return seen.size();
    }

    /** Walks at random. Undoes most steps that close the execution or make its end inevitable, so that the walk goes deep. */
    void walk(long seed, int length) {
        Random random = new Random(seed);
        Node node = start(Moves.options().get(random.nextInt(Moves.options().size())));
        Set<Integer> fencesThatEnded = new HashSet<>();
        for (int i = 0; i < length; i++) {
            Node next = step(node, Moves.ALL.get(random.nextInt(Moves.ALL.size())));
            boolean ended = node.execution().state().isInProgress() && !next.execution().state().isInProgress();
            if (isEnding(next) && !isEnding(node) && random.nextInt(1000) > 0) {
                continue;
            }
            if (ended && !fencesThatEnded.add(next.execution().attempt().fence())) {
                throw new Violation("each fence closes at most one attempt", next.execution()).on(next.path());
            }
            node = next;
        }
        deepestFence = Math.max(deepestFence, node.execution().attempt().fence());
    }

    private static boolean isEnding(Node node) {
        return node.execution().state().isClosed() || node.execution().state() == State.CANCEL_REQUESTED;
    }

    private Node start(Options options) {
        Execution started = ((Applied) ActivityMachine.start(options, "start", START)).next();
        invariants.check(started, START);
        return new Node(started, START, null, null);
    }

    private Node step(Node node, Move move) {
        Instant now = move.clock(node.execution(), node.now());
        Event event = move.event(node.execution());
        if (event == null) {
            return new Node(node.execution(), now, node, move);
        }
        transitions++;
        try {
            Transition transition = machine.apply(node.execution(), event, now);
            invariants.check(node.execution(), event, now, transition);
            boolean same = !(transition instanceof Applied applied) || !applied.changed();
            return same && now.equals(node.now()) ? node
                    : new Node(same ? node.execution() : ((Applied) transition).next(), now, node, move);
        } catch (Violation violation) {
            throw violation.on(new Node(null, now, node, move).path());
        }
    }

    /** Shifts all times as if {@link #START} were now: executions that differ only in absolute time are explored once. */
    private static Execution sinceNow(Node node) {
        Execution e = node.execution();
        Duration shift = Duration.between(node.now(), START);
        Attempt a = e.attempt();
        return new Execution(e.state(), e.scheduledTime().plus(shift), e.options(), e.original(),
                new Attempt(a.number(), a.fence(), a.owner(), a.dispatchTime().plus(shift), plus(a.startedTime(), shift),
                        plus(a.endedTime(), shift), a.retryInterval(), a.intervalFromWorker(), a.lost(),
                        a.lostInARow()),
                new Heartbeats(e.heartbeats().details(), plus(e.heartbeats().time(), shift), e.heartbeats().count()),
                e.lastFailure(), e.lastWorker(), e.requests(), e.outcome(), plus(e.closedTime(), shift));
    }

    private static Instant plus(Instant time, Duration shift) {
        return time == null ? null : time.plus(shift);
    }
}

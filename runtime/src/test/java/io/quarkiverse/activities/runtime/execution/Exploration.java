package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.quarkiverse.activities.runtime.execution.Invariants.Violation;
import io.quarkiverse.activities.runtime.execution.Moves.Move;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;

/**
 * Plays moves against a state machine and checks the invariants after each: all sequences to a depth, or long random walks. It
 * uses all processors.
 */
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
    private final LongAdder transitions = new LongAdder();
    private final LongAccumulator deepestFence = new LongAccumulator(Math::max, 0);

    Exploration(Machine machine) {
        this.machine = machine;
        this.invariants = new Invariants(machine);
    }

    long transitions() {
        return transitions.sum();
    }

    /** {@return the highest fence that any walk reached} */
    long deepestFence() {
        return deepestFence.get();
    }

    /** {@return the number of different executions within {@code depth} moves of a start} */
    int exploreAllTo(int depth) {
        Set<Execution> seen = ConcurrentHashMap.newKeySet();
        List<Node> level = Moves.options().stream().map(this::start).toList();
        for (int i = 0; i < depth; i++) {
            level = level.parallelStream().flatMap(this::steps).filter(next -> seen.add(sinceNow(next))).toList();
        }
        return seen.size();
    }

    private Stream<Node> steps(Node node) {
        return Moves.ALL.stream().map(move -> step(node, move)).filter(next -> next != node);
    }

    /** Walks once with each of the seeds 1, 2, 3 … */
    void walks(int walks, int length) {
        LongStream.rangeClosed(1, walks).parallel().forEach(seed -> walk(seed, length));
    }

    /** Walks at random. Undoes most steps that close the execution or make its end inevitable, so that the walk goes deep. */
    private void walk(long seed, int length) {
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
        deepestFence.accumulate(node.execution().attempt().fence());
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
        transitions.increment();
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
                e.lastFailure(), e.lastWorker(), e.requests().bare(), e.outcome(), plus(e.closedTime(), shift));
    }

    private static Instant plus(Instant time, Duration shift) {
        return time == null ? null : time.plus(shift);
    }
}

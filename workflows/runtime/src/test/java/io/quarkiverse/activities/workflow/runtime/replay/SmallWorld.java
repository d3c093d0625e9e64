package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkiverse.activities.workflow.conformance.TestThreads;
import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;

/**
 * Runs a tiny workflow with each order in which things can arrive, alone or together. After each Workflow Task it rebuilds the
 * run from its journal, and checks rules that hold for any code.
 */
final class SmallWorld implements AutoCloseable {

    /** A rule does not hold. */
    static final class Violation extends AssertionError {
        Violation(String rule, String code, Point at, Object detail) {
            super(rule + ": code " + code + ", journal " + JournalCodec.encode(at.journal()) + ", " + detail);
        }
    }

    /**
     * A point in the life of a run.
     *
     * @param delivered what each Workflow Task got, arrivals first, then the number of a Local Activity or 0
     */
    record Point(List<JournalLine> journal, List<Step> delivered, List<String> log, boolean closed) {
        static final Point START = new Point(List.of(), List.of(), List.of(), false);
    }

    record Step(List<Arrival> arrivals, int local) {
    }

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonConversion CONVERSION = new JsonConversion();
    private static final Payload VALUE = CONVERSION.write("value");
    private static final RunStart START = new RunStart(
            new WorkflowInfo("id", "run", "Tiny", "queue", 1, BEGIN, Optional.empty()), null, Duration.ofSeconds(10),
            Rules.CURRENT);

    private final Parts parts;
    private final int signals;
    private final ExecutorService threads = TestThreads.coroutines();
    private final TinyWorkflow.Effects effects = new TinyWorkflow.Effects();
    private final Set<String> seen = new HashSet<>();
    private int points;

    /** @param signals how many signals may arrive */
    SmallWorld(Parts parts, int signals) {
        this.parts = parts;
        this.signals = signals;
    }

    int points() {
        return points;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Explores a workflow with this code. {@return the points at which nothing more can arrive} */
    List<Point> explore(String code) {
        seen.clear();
        List<Point> ends = new ArrayList<>();
        explore(code, task(code, Point.START, new Step(List.of(), 0)), ends);
        return ends;
    }

    private void explore(String code, Point point, List<Point> ends) {
        if (!seen.add(point.delivered() + " " + point.log())) {
            return;
        }
        points++;
        List<Step> next = point.closed() ? List.of() : next(code, point);
        if (next.isEmpty()) {
            ends.add(point);
        }
        for (Step step : next) {
            explore(code, task(code, point, step), ends);
        }
    }

    // One task

    private WorkflowRun newRun(String code) {
        return new WorkflowRun(new TinyWorkflow.Definition(code, effects), START, CONVERSION, null, threads, parts);
    }

    private Point task(String code, Point before, Step step) {
        WorkflowRun run = newRun(code);
        try {
            replay(code, run, before);
            TaskResult result = live(run, before, step);
            if (!(result instanceof TaskResult.Decided decided)) {
                throw new Violation("the code runs", code, before, result);
            }
            List<JournalLine> journal = new ArrayList<>(before.journal());
            journal.add(decided.line());
            List<Step> delivered = new ArrayList<>(before.delivered());
            delivered.add(step);
            Point after = new Point(journal, delivered, log(run), decided.closing() != null);
            check(code, before, after, decided);
            checkBlocked(code, run, after);
            return after;
        } finally {
            run.evict();
        }
    }

    private static TaskResult live(WorkflowRun run, Point before, Step step) {
        Instant time = BEGIN.plusSeconds(before.journal().size());
        run.begin(time, step.arrivals());
        if (step.local() > 0) {
            run.localEnded(step.local(), new LocalOutcome.Completed(1, VALUE), time);
        }
        return run.end();
    }

    private void replay(String code, WorkflowRun run, Point point) {
        TaskResult failed = replay(run, point);
        if (failed != null) {
            throw new Violation("the same code fits its journal", code, point, failed);
        }
        if (!point.journal().isEmpty() && !log(run).equals(point.log())) {
            throw new Violation("a replay does the same", code, point, "replayed " + log(run) + ", was " + point.log());
        }
    }

    /** {@return the result of the first task that does not fit, or null} */
    private static TaskResult replay(WorkflowRun run, Point point) {
        List<JournalLine> lines = JournalCodec.decode(JournalCodec.encode(point.journal()));
        Iterator<Step> steps = point.delivered().iterator();
        return run.replay(RecordedTasks.of(lines, line -> steps.next().arrivals()));
    }

    @SuppressWarnings("unchecked")
    private static List<String> log(WorkflowRun run) {
        QueryAnswer.Answered answer = (QueryAnswer.Answered) run.query("log", null);
        return (List<String>) CONVERSION.read(answer.result(), List.class);
    }

    // What can arrive

    private List<Step> next(String code, Point point) {
        Set<String> open = open(point);
        List<Arrival> single = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (String call : open) {
            int number = Integer.parseInt(call.substring(1));
            switch (call.charAt(0)) {
                case 'a' -> single.add(new Arrival.ActivityClosed(number, new ActivityOutcome.Completed(VALUE)));
                case 'x' -> single.add(new Arrival.ActivityClosed(number, new ActivityOutcome.Canceled()));
                case 't' -> single.add(new Arrival.TimerFired(number));
                default -> steps.add(new Step(List.of(), number));
            }
        }
        long sent = point.delivered().stream().flatMap(step -> step.arrivals().stream())
                .filter(arrival -> arrival instanceof Arrival.Signaled).count();
        if (sent < signals && code.contains("w")) {
            single.add(new Arrival.Signaled(sent + 1, "signal", null));
        }
        for (Arrival first : single) {
            steps.add(new Step(List.of(first), 0));
            for (Arrival second : single) {
                if (second != first) {
                    steps.add(new Step(List.of(first, second), 0));
                }
            }
        }
        return steps;
    }

    /** {@return the calls that are open: a letter and the number} */
    private static Set<String> open(Point point) {
        Set<String> open = new TreeSet<>();
        for (JournalLine line : point.journal()) {
            line.arrivals().forEach(arrival -> {
                open.remove(arrival);
                open.remove("x" + arrival.substring(1));
            });
            for (Entry entry : line.entries()) {
                switch (entry.kind()) {
                    case ACTIVITY -> open.add("a" + entry.number());
                    case TIMER -> open.add("t" + entry.number());
                    case CANCEL_TIMER -> open.remove("t" + entry.number());
                    case CANCEL_ACTIVITY -> {
                        open.remove("a" + entry.number());
                        open.add("x" + entry.number());
                    }
                    default -> {
                        // opens nothing
                    }
                }
            }
        }
        return open;
    }

    // The rules

    private static void check(String code, Point before, Point after, TaskResult.Decided decided) {
        long numbered = before.journal().stream().flatMap(line -> line.entries().stream()).filter(SmallWorld::isNumbered)
                .count();
        Set<String> open = open(before);
        for (Decision decision : decided.decisions()) {
            if (decision instanceof Decision.Numbered next && next.number() != ++numbered) {
                throw new Violation("decisions are numbered without gaps", code, after, decision);
            }
            if (decision instanceof Decision.CancelActivity cancel && !open.contains("a" + cancel.target())) {
                throw new Violation("only what is open is canceled", code, after, decision);
            }
        }
        boolean closes = decided.decisions().stream().anyMatch(decision -> decision instanceof Decision.Close);
        if (closes && !(decided.decisions().get(decided.decisions().size() - 1) instanceof Decision.Close)) {
            throw new Violation("nothing follows the end", code, after, decided.decisions());
        }
        if (code.equals("x") && decided.decisions().size() > 1) {
            throw new Violation("what is canceled in its own task leaves no trace", code, after, decided.decisions());
        }
        int added = before.log().size();
        List<String> woken = after.log().subList(added, after.log().size());
        if (woken.contains("mw") && woken.contains("fw") && woken.indexOf("fw") < woken.indexOf("mw")
                && code.equals("w|w")) {
            throw new Violation("coroutines wake in the order of their creation", code, after, woken);
        }
    }

    private static boolean isNumbered(Entry entry) {
        return switch (entry.kind()) {
            case ACTIVITY, TIMER, CHILD, SIGNAL, CANCEL_WORKFLOW -> true;
            default -> false;
        };
    }

    private static void checkBlocked(String code, WorkflowRun run, Point after) {
        if (after.closed()) {
            return;
        }
        run.begin(BEGIN.plusSeconds(after.journal().size()), List.of());
        TaskResult again = run.end();
        if (!(again instanceof TaskResult.Decided decided) || !decided.line().entries().isEmpty()
                || !log(run).equals(after.log())) {
            throw new Violation("a task ends when all coroutines are blocked", code, after, again + " " + log(run));
        }
    }

    /**
     * Replays the journal of a point with other code. That must diverge unless the other code makes the same decisions when the
     * same things arrive.
     *
     * @return whether it fits
     */
    boolean checkOther(String code, Point point, String other) {
        WorkflowRun run = newRun(other);
        WorkflowRun fresh = newRun(other);
        try {
            TaskResult failed = replay(run, point);
            boolean same = decidesTheSame(fresh, point);
            if (same != (failed == null)) {
                throw new Violation("other code fits exactly if it decides the same", code, point,
                        "other code " + other + " " + failed);
            }
            if (failed == null && other.contains("v") && !code.contains("v") && log(run).contains("version 1")) {
                throw new Violation("a change after the fact has version -1", code, point, log(run));
            }
            return same;
        } finally {
            run.evict();
            fresh.evict();
        }
    }

    private static boolean decidesTheSame(WorkflowRun fresh, Point point) {
        for (int i = 0; i < point.journal().size(); i++) {
            Step step = point.delivered().get(i);
            boolean knows = step.local() == 0
                    || fresh.openLocals().stream().anyMatch(request -> request.number() == step.local());
            if (!knows) {
                return false;
            }
            TaskResult result = live(fresh, new Point(point.journal().subList(0, i), List.of(), List.of(), false), step);
            if (!(result instanceof TaskResult.Decided decided)
                    || !text(decided.line()).equals(text(point.journal().get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> text(JournalLine line) {
        return line.entries().stream().filter(entry -> entry.kind() != Entry.Kind.VERSION).map(Entry::toString).toList();
    }
}

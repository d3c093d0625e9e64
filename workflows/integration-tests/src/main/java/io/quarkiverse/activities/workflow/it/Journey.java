package io.quarkiverse.activities.workflow.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** A workflow of one of several shapes. Its result is the steps that it has taken, in their order. */
@Workflow
public class Journey {

    private final WorkflowContext workflow;
    private final Effects effects;
    private final Effects local;
    private final List<String> words = new ArrayList<>();
    private final List<String> queue = new ArrayList<>();

    Journey(WorkflowContext workflow, Effects effects,
            @LocalActivityStub(startToCloseTimeout = "1m", scheduleToCloseTimeout = "1h") Effects local) {
        this.workflow = workflow;
        this.effects = effects;
        this.local = local;
    }

    @WorkflowMethod
    public String travel(String shape, int size) {
        List<String> steps = new ArrayList<>();
        List<String> parts = List.of(shape.split(" "));
        switch (parts.get(0)) {
            case "sequence" -> sequence(size, steps);
            case "fan" -> fan(size, steps);
            case "timers" -> timers(size, steps);
            case "signals" -> signals(size, steps);
            case "children" -> children(size, steps);
            case "local" -> local(size, steps);
            case "transactional" -> transactional(size, steps);
            case "crowd" -> crowd(size);
            case "chain" -> chain(size, steps);
            case "race" -> race(size, steps);
            case "relay" -> relay(parts.subList(1, parts.size()), size, steps);
            case "pair" -> pair(size, steps);
            default -> throw new IllegalArgumentException("Unknown shape " + shape);
        }
        return String.join(",", steps);
    }

    @SignalMethod
    public void word(String word) {
        words.add(word);
        local.done(id(), "heard " + word);
    }

    @SignalMethod
    public void queue(String word) {
        queue.add(word);
    }

    @QueryMethod
    public Progress progress() {
        return new Progress(words.stream().map(Progress.Word::new).toList());
    }

    /** The words that the workflow was told. */
    public record Progress(List<Word> words) {

        public record Word(String text) {
        }
    }

    private String id() {
        return workflow.info().workflowId();
    }

    private void sequence(int size, List<String> steps) {
        for (int i = 1; i <= size; i++) {
            steps.add(effects.done(id(), "s" + i));
        }
    }

    private void fan(int size, List<String> steps) {
        List<Promise<String>> promises = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String step = "f" + i;
            promises.add(workflow.async(() -> effects.done(id(), step)));
        }
        promises.forEach(promise -> steps.add(promise.get()));
    }

    private void timers(int size, List<String> steps) {
        for (int i = 1; i <= size; i++) {
            workflow.sleep(Duration.ofMillis(300));
            steps.add(effects.done(id(), "t" + i));
        }
    }

    /** Waits for as many words. */
    private void signals(int size, List<String> steps) {
        steps.add(effects.done(id(), "asked"));
        workflow.await(() -> words.size() >= size && workflow.allHandlersFinished());
        steps.addAll(words.stream().sorted().toList());
    }

    private void children(int size, List<String> steps) {
        List<Promise<String>> promises = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String child = id() + "-c" + i;
            promises.add(workflow.child(Journey.class, journey -> journey.travel("sequence", 2)).id(child).start().result());
        }
        promises.forEach(promise -> steps.add(promise.get()));
    }

    private void local(int size, List<String> steps) {
        for (int i = 1; i <= size; i++) {
            steps.add(local.done(id(), "l" + i));
        }
        steps.add(effects.done(id(), "after"));
    }

    /** Each step is in the ledger exactly once. */
    private void transactional(int size, List<String> steps) {
        for (int i = 1; i <= size; i++) {
            steps.add(local.written(id(), "x" + i));
            steps.add(effects.written(id(), "w" + i));
        }
    }

    /** Closes with as many children and activities open. */
    private void crowd(int size) {
        for (int i = 1; i <= size; i++) {
            String step = "k" + i;
            workflow.activity(Effects.class, a -> a.lasting(id(), step, 60_000)).start();
            workflow.child(Journey.class, journey -> journey.travel("signals", 1)).id(id() + "-c" + i).start();
        }
        workflow.await(() -> !words.isEmpty() && workflow.allHandlersFinished());
    }

    /** Continues as new until it was told as many words in one run. */
    private void chain(int size, List<String> steps) {
        workflow.await(() -> !words.isEmpty() && workflow.allHandlersFinished());
        if (words.contains("go on")) {
            workflow.continueAsNew("signals", size);
        }
        steps.addAll(words);
    }

    /** Two activities and a timer, of which the one with this number is the quickest. Then waits for a word. */
    private void race(int quickest, List<String> steps) {
        String winner = Promise.anyOf(racer(1, quickest), racer(2, quickest),
                workflow.timer(Duration.ofMillis(millis(3, quickest))).thenApply(fired -> "r3")).get();
        local.done(id(), "won " + winner);
        workflow.await(() -> !words.isEmpty() && workflow.allHandlersFinished());
        steps.add(winner);
        steps.addAll(words);
    }

    private Promise<String> racer(int number, int quickest) {
        return workflow.async(() -> effects.lasting(id(), "r" + number, millis(number, quickest)));
    }

    private static int millis(int number, int quickest) {
        return number == quickest ? 100 : 2_000;
    }

    /** Takes words from the queue until it finds "end". Continues as new after so many, and passes on those that are left. */
    private void relay(List<String> left, int size, List<String> steps) {
        queue.addAll(0, left);
        int taken = 0;
        while (taken < size) {
            workflow.await(() -> !queue.isEmpty());
            List<String> some = List.copyOf(queue.subList(0, Math.min(queue.size(), Math.min(size - taken, 5))));
            queue.subList(0, some.size()).clear();
            taken += some.size();
            local.written(id(), "heard " + String.join(" ", some)); // once, even if the run changes hands in the meantime
            if (some.contains("end")) {
                steps.add("end");
                return;
            }
        }
        workflow.continueAsNew(String.join(" ", "relay", String.join(" ", queue)).trim(), size);
    }

    /** Waits for a first word, then exchanges so many words with a second workflow of this shape. */
    private void pair(int size, List<String> steps) {
        String common = id().substring(0, id().length() - 1);
        String other = common + (id().endsWith("a") ? "b" : "a");
        workflow.await(() -> !words.isEmpty());
        for (int i = 1; i <= size; i++) {
            workflow.external(other).signal("word", "p" + i);
        }
        workflow.await(() -> words.size() == size + 1 && workflow.allHandlersFinished());
        steps.addAll(words.stream().sorted().toList());
    }
}

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

    Journey(WorkflowContext workflow, Effects effects,
            @LocalActivityStub(startToCloseTimeout = "1m", scheduleToCloseTimeout = "1h") Effects local) {
        this.workflow = workflow;
        this.effects = effects;
        this.local = local;
    }

    @WorkflowMethod
    public String travel(String shape, int size) {
        List<String> steps = new ArrayList<>();
        switch (shape) {
            case "sequence" -> sequence(size, steps);
            case "fan" -> fan(size, steps);
            case "timers" -> timers(size, steps);
            case "signals" -> signals(size, steps);
            case "children" -> children(size, steps);
            case "local" -> local(size, steps);
            case "transactional" -> transactional(size, steps);
            case "crowd" -> crowd(size);
            case "chain" -> chain(size, steps);
            default -> throw new IllegalArgumentException("Unknown shape " + shape);
        }
        return String.join(",", steps);
    }

    @SignalMethod
    public void word(String word) {
        words.add(word);
        local.done(id(), "heard " + word);
    }

    @QueryMethod
    public Progress progress() {
        return new Progress(words.stream().map(Progress.Word::new).toList());
    }

    /** What the workflow was told. */
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
}

package io.quarkiverse.activities.workflow.runtime.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;

/**
 * The part of a journal that a run takes over which repeats another one from a Workflow Task on: the tasks before that one, and
 * what was delivered to it.
 *
 * @param kept the lines of the tasks before
 * @param delivered the references to what was delivered to these tasks
 * @param next the references to what was delivered to the task that is repeated
 */
record JournalPrefix(List<JournalLine> kept, Set<String> delivered, Set<String> next) {

    /** @param task the number of the task that is repeated, from 1 */
    static JournalPrefix of(List<JournalLine> journal, int task) {
        List<JournalLine> kept = List.copyOf(journal.subList(0, task - 1));
        Set<String> delivered = new HashSet<>();
        kept.forEach(line -> delivered.addAll(line.arrivals()));
        return new JournalPrefix(kept, delivered, Set.copyOf(new HashSet<>(journal.get(task - 1).arrivals())));
    }

    /** {@return the numbers of decisions of these kinds} */
    Set<Integer> numbers(Entry.Kind... kinds) {
        Set<Entry.Kind> wanted = Set.of(kinds);
        Set<Integer> numbers = new TreeSet<>();
        kept.forEach(line -> line.entries().stream().filter(entry -> wanted.contains(entry.kind()))
                .forEach(entry -> numbers.add((int) entry.number())));
        return numbers;
    }

    /** {@return the names in decisions to change the memo} */
    Set<String> memoKeys() {
        Set<String> keys = new LinkedHashSet<>();
        kept.forEach(line -> line.entries().stream().filter(entry -> entry.kind() == Entry.Kind.MEMO)
                .forEach(entry -> keys.add(entry.name())));
        return keys;
    }

    /** {@return whether the journal says so of the update} */
    boolean has(Entry.Kind kind, long update) {
        return kept.stream().flatMap(line -> line.entries().stream())
                .anyMatch(entry -> entry.kind() == kind && entry.number() == update);
    }

    /** {@return the numbers of the activities whose outcomes are taken over} */
    Set<Integer> endedActivities() {
        Set<Integer> ended = new TreeSet<>();
        for (Integer number : numbers(Entry.Kind.ACTIVITY)) {
            if (delivered.contains("a" + number) || next.contains("a" + number)) {
                ended.add(number);
            }
        }
        return ended;
    }

    /** {@return the numbers of the activities that run again, because the code still waits for them} */
    Set<Integer> openActivities() {
        Set<Integer> open = numbers(Entry.Kind.ACTIVITY);
        open.removeAll(endedActivities());
        return open;
    }

    /**
     * {@return the lines for the new run}
     *
     * @param run the run that they are of
     * @param messages the numbers of the messages of the new run, by those of the other run
     */
    List<JournalLine> lines(UUID run, Map<Long, Long> messages) {
        Map<String, String> references = new HashMap<>();
        messages.forEach((before, after) -> {
            references.put("s" + before, "s" + after);
            references.put("u" + before, "u" + after);
        });
        List<JournalLine> lines = new ArrayList<>();
        for (JournalLine line : kept) {
            List<String> arrivals = new ArrayList<>();
            if (lines.isEmpty() && line.arrivals().stream().noneMatch(arrival -> arrival.startsWith("r"))) {
                arrivals.add(new Arrival.Reset(run.toString()).reference());
            }
            line.arrivals().forEach(arrival -> arrivals.add(references.getOrDefault(arrival, arrival)));
            lines.add(new JournalLine(line.time(), arrivals,
                    line.entries().stream().map(entry -> renumbered(entry, messages)).toList()));
        }
        return lines;
    }

    private static Entry renumbered(Entry entry, Map<Long, Long> messages) {
        return switch (entry.kind()) {
            case UPDATE_ACCEPTED, UPDATE_COMPLETED -> new Entry(entry.kind(),
                    messages.getOrDefault(entry.number(), entry.number()), entry.name(), null, null, null);
            default -> entry;
        };
    }
}

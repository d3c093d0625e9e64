package io.quarkiverse.activities.workflow.runtime.journal;

import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;

/**
 * A journal with everything that a replay needs, apart from the code.
 *
 * @param version the version of the definition
 * @param arrivals what the references in the lines mean, unless the reference says it itself
 */
public record JournalExport(RunStart start, int version, List<JournalLine> lines, Map<String, Arrival> arrivals) {

    public JournalExport {
        lines = List.copyOf(lines);
        arrivals = Map.copyOf(arrivals);
    }

    /** {@return what was delivered to the Workflow Task of a line, in the order of delivery} */
    public List<Arrival> delivered(JournalLine line) {
        return line.arrivals().stream().map(this::arrival).toList();
    }

    private Arrival arrival(String reference) {
        Arrival known = own(reference);
        if (known == null) {
            known = arrivals.get(reference);
        }
        if (known == null) {
            throw new JournalFormatException("The journal refers to " + reference + ", which it does not contain");
        }
        return known;
    }

    /** {@return the arrival, if its reference says everything about it; otherwise null} */
    public static Arrival own(String reference) {
        return switch (reference.charAt(0)) {
            case 'k' -> new Arrival.CancelRequested(reference.length() < 2 ? null : reference.substring(2));
            case 'r' -> new Arrival.Reset(reference.substring(1));
            case 't' -> new Arrival.TimerFired(number(reference));
            case 'd', 'f' -> new Arrival.Delivered(number(reference), reference.charAt(0) == 'd');
            case 'n' -> new Arrival.ChildNotStarted(number(reference));
            default -> null;
        };
    }

    private static int number(String reference) {
        return Integer.parseInt(reference.substring(1));
    }
}

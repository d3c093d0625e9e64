package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Bars of one kind, in as few lines as possible: in a line, no bar begins before the previous one has ended.
 *
 * @param name the Activity Type, the name of the signal and so on; null for timers
 * @param hidden how many bars there are that no line shows
 */
public record TimelineGroup(Kind kind, String name, List<List<TimelineBar>> lines, int hidden) {

    private static final int MOST_LINES = 12;

    /** The kind of entry that the bars stand for. */
    public enum Kind {
        ACTIVITY,
        LOCAL_ACTIVITY,
        TIMER,
        CHILD,
        SIGNAL,
        UPDATE,
        CANCEL,
        /** A signal or a request for cancellation that the run has sent. */
        MESSAGE
    }

    static TimelineGroup of(Kind kind, String name, Collection<TimelineBar> bars) {
        List<List<TimelineBar>> lines = new ArrayList<>();
        int hidden = 0;
        for (TimelineBar bar : bars.stream().sorted(Comparator.comparing(TimelineBar::from)).toList()) {
            List<TimelineBar> free = lines.stream().filter(line -> endsBefore(line, bar)).findFirst().orElse(null);
            if (free != null) {
                free.add(bar);
            } else if (lines.size() < MOST_LINES) {
                lines.add(new ArrayList<>(List.of(bar)));
            } else {
                hidden++;
            }
        }
        return new TimelineGroup(kind, name, lines, hidden);
    }

    private static boolean endsBefore(List<TimelineBar> line, TimelineBar bar) {
        TimelineBar last = line.get(line.size() - 1);
        return !last.isOpen() && !last.to().isAfter(bar.from());
    }
}

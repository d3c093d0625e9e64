package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.spi.Payload;

/** The entries in the journal about the Workflow Task that is running: none if it runs for the first time. */
class Recorded {

    static final Recorded LIVE = new Recorded(null);

    private final Iterator<Entry> sideEffects;
    private final Map<String, Integer> versions = new HashMap<>();
    private final boolean live;

    Recorded(List<Entry> entries) {
        live = entries == null;
        List<Entry> all = live ? List.of() : entries;
        sideEffects = all.stream().filter(entry -> entry.kind() == Entry.Kind.SIDE_EFFECT).iterator();
        all.stream().filter(entry -> entry.kind() == Entry.Kind.VERSION)
                .forEach(entry -> versions.put(entry.name(), (int) entry.number()));
    }

    static Recorded of(JournalLine line) {
        return new Recorded(line.entries());
    }

    boolean isLive() {
        return live;
    }

    /** {@return the version of a change that was recorded in this task, or null} */
    Integer version(String change) {
        return versions.get(change);
    }

    /**
     * {@return the value of the next side effect}
     *
     * @throws DivergedException if none was recorded
     */
    Payload nextSideEffect() {
        if (!sideEffects.hasNext()) {
            throw new DivergedException(Matcher.NOTHING, Entry.Kind.SIDE_EFFECT.text());
        }
        return sideEffects.next().value();
    }
}

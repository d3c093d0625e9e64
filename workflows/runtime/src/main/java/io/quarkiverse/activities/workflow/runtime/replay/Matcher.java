package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.List;
import java.util.Objects;

/**
 * Compares what code decided in a replayed Workflow Task with the journal. The kinds of decisions must be the same, in the same
 * order, and the types of activities and child workflows, and the Activity Ids that the code chooses. Arguments, options and
 * the length of timers may differ. Versions are
 * left out, because calls of {@code version} may come and go.
 */
class Matcher {

    static final String NOTHING = "nothing more";

    /** {@return the first difference, or null if there is none} */
    Divergence compare(int line, List<Entry> journal, List<Entry> code) {
        List<Entry> expected = matched(journal);
        List<Entry> found = matched(code);
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            Entry e = i < expected.size() ? expected.get(i) : null;
            Entry f = i < found.size() ? found.get(i) : null;
            if (e == null || f == null || !same(e, f)) {
                return new Divergence(line, e == null ? NOTHING : e.toString(), f == null ? NOTHING : f.toString());
            }
        }
        return null;
    }

    private static List<Entry> matched(List<Entry> entries) {
        return entries.stream().filter(entry -> entry.kind() != Entry.Kind.VERSION).toList();
    }

    boolean same(Entry expected, Entry found) {
        return expected.kind() == found.kind() && expected.number() == found.number() && switch (expected.kind()) {
            case ACTIVITY -> expected.name().equals(found.name())
                    && Objects.equals(expected.activityId(), found.activityId());
            case CHILD, CLOSE -> expected.name().equals(found.name());
            default -> true;
        };
    }
}

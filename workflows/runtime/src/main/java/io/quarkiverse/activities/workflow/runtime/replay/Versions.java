package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.activities.workflow.UnsupportedVersionException;

/** The versions of changes that a run uses. */
final class Versions {

    private static final int BEFORE_THE_CHANGE = -1;

    private final Core core;
    private final Map<String, Integer> known = new HashMap<>();

    Versions(Core core) {
        this.core = core;
    }

    int version(String change, int minimum, int maximum) {
        Integer version = known.get(change);
        if (version == null) {
            version = first(change, maximum);
            known.put(change, version);
        }
        if (version < minimum || version > maximum) {
            throw new UnsupportedVersionException("The run uses version " + version + " of the change " + change
                    + ", but the code supports versions " + minimum + " to " + maximum
                    + " only. Deploy code that supports it");
        }
        return version;
    }

    private int first(String change, int maximum) {
        Recorded recorded = core.recorded();
        Integer journaled = recorded.version(change);
        if (!recorded.isLive() && journaled == null) {
            return BEFORE_THE_CHANGE;
        }
        int version = recorded.isLive() ? maximum : journaled;
        core.commands.add(Command.plain(new Decision.RecordVersion(change, version)));
        return version;
    }
}

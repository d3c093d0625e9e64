package io.quarkiverse.activities.workflow.runtime.runner;

/**
 * The code of a run, as a function of its journal. In a journal, {@code 1} and {@code 2} are deliveries of activities,
 * {@code s} of a signal, and {@code L} of the outcome of the Local Activity. Decisions are {@code A} and {@code B}, which start
 * the activities, {@code l}, which calls the Local Activity, and {@code x}, which closes the run. Signals are only counted.
 */
enum ProtocolCode {

    /** An activity that waits in its queue. */
    ONE_ACTIVITY(false) {
        @Override
        String decisions(String journal) {
            return !journal.contains("A") ? "A" : journal.contains("1") ? "x" : "";
        }
    },

    /** An activity that starts as already claimed by the node that runs the task. */
    EAGER_ACTIVITY(true) {
        @Override
        String decisions(String journal) {
            return ONE_ACTIVITY.decisions(journal);
        }
    },

    /** A transactional Local Activity, then an activity. */
    LOCAL_AND_ACTIVITY(false) {
        @Override
        String decisions(String journal) {
            if (!journal.contains("l")) {
                return "l";
            }
            return journal.contains("L") ? ONE_ACTIVITY.decisions(journal) : "";
        }
    };

    /** Whether activities start as already claimed. */
    final boolean eager;

    ProtocolCode(boolean eager) {
        this.eager = eager;
    }

    /** {@return what the code decides after these deliveries} */
    abstract String decisions(String journal);

    /** {@return whether the code waits for this activity} */
    static boolean awaits(String journal, int activity) {
        return journal.indexOf("AB".charAt(activity - 1)) >= 0 && journal.indexOf('0' + activity) < 0;
    }
}

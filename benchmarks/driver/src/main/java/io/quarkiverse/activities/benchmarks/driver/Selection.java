package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/**
 * Selects the measurements of a run.
 *
 * @param only names or prefixes of figures; empty for all that are not on demand
 * @param comparing whether two revisions are compared, so that only measurements of the extension make sense
 */
record Selection(List<String> only, boolean comparing) {

    /** The figures of the hot path, which are compared by default. */
    private static final List<String> HOT_PATH = List.of("ours.startAll", "ours.startAsync", "ours.start64", "ours.joined",
            "ours.failing", "ours.transactional", "pickup.same", "pickup.half-load");

    static Selection of(Settings settings) {
        boolean comparing = settings.compare.isPresent();
        return new Selection(comparing && settings.only.isEmpty() ? HOT_PATH : settings.only, comparing);
    }

    boolean includes(Measurement measurement) {
        List<String> figures = measurement.figures();
        if (comparing && figures.stream().allMatch(Selection::isOfOthers)) {
            return false;
        }
        return only.isEmpty() ? !measurement.isOnDemand() : figures.stream().anyMatch(this::wants);
    }

    private static boolean isOfOthers(String figure) {
        return figure.startsWith("ceiling.") || figure.startsWith("peer.");
    }

    /** {@return whether a figure is selected, or is a part of a bound that is} */
    private boolean wants(String figure) {
        return matches(figure) || Bound.ALL.stream().filter(bound -> matches(bound.figure().key))
                .anyMatch(bound -> bound.parts().stream().anyMatch(part -> part.key.equals(figure)));
    }

    private boolean matches(String figure) {
        return only.stream().anyMatch(figure::startsWith);
    }
}

package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The ratios between two revisions as a table and as JSON. */
final class ComparisonReport {

    private final Results ours;
    private final Results others;
    private final Results ratios;
    private final List<String> circumstances;
    private final List<String> failures;

    /** @param ratios for each figure, the ratio of this revision to the other one in each round */
    ComparisonReport(Results ours, Results others, Results ratios, List<String> circumstances, List<String> failures) {
        this.ours = ours;
        this.others = others;
        this.ratios = ratios;
        this.circumstances = circumstances;
        this.failures = failures;
    }

    /** Writes {@code comparison.json}. */
    void write(Settings settings) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(settings.target("comparison.json").toFile(), figures());
    }

    /** {@return for each figure: the medians of both revisions, the median of the ratios, the lowest and the highest ratio} */
    Map<String, Map<String, Double>> figures() {
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        for (String figure : ratios.figures()) {
            List<Double> rounds = ratios.rounds(figure, "");
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("this", ours.median(figure, ""));
            values.put("other", others.median(figure, ""));
            values.put("ratio", Results.median(rounds));
            values.put("lowest", Collections.min(rounds));
            values.put("highest", Collections.max(rounds));
            figures.put(figure, values);
        }
        return figures;
    }

    String text() {
        Table table = new Table("Ratios: this revision / the other one, median and spread over the rounds", "Figure", "Unit",
                "This", "Other", "Ratio", "Lowest", "Highest");
        figures().forEach((figure, values) -> {
            table.add(figure, Figure.of(figure).map(known -> known.unit).orElse("-"), Report.format(values.get("this")),
                    Report.format(values.get("other")), Report.format(values.get("ratio")),
                    Report.format(values.get("lowest")), Report.format(values.get("highest")));
        });
        return Report.lines(circumstances, failures, "") + "\n" + table.text();
    }
}

package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The results as a table of figures and a table of goals, and the figures as JSON. */
final class Report {

    private static final String NONE = "-";
    /** The maximum number of rounds that are listed individually. */
    private static final int MAXIMUM_ROUNDS_LISTED = 5;

    private final Results results;
    private final List<String> circumstances;
    private final List<String> failures;

    Report(Results results, List<String> circumstances, List<String> failures) {
        this.results = results;
        this.circumstances = circumstances;
        this.failures = failures;
    }

    /** Writes {@code results.json}, and the tables for the documentation next to it or to the file in the settings. */
    void write(Settings settings) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(settings.target("results.json").toFile(), figures());
        Path tables = settings.documentation.isPresent() ? settings.documentation.get() : settings.target("benchmarks.adoc");
        Files.writeString(tables, asciidoc());
    }

    /** {@return the medians by key; {@code null} for figures that were not measured} */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            OptionalDouble median = results.median(figure.key);
            figures.put(figure.key, median.isPresent() ? median.getAsDouble() : null);
        }
        return figures;
    }

    String text() {
        return lines(circumstances, failures, "") + "\n" + figureTable().text() + "\n" + goalTable().text();
    }

    private String asciidoc() {
        return lines(circumstances, failures, "* ") + "\n" + figureTable().asciidoc() + "\n" + goalTable().asciidoc();
    }

    /** {@return what the figures depend on, and what could not be measured, one line each} */
    static String lines(List<String> circumstances, List<String> failures, String before) {
        StringBuilder lines = new StringBuilder();
        circumstances.forEach(line -> lines.append(before).append(line).append('\n'));
        failures.forEach(line -> lines.append(before).append("Not measured: ").append(line).append('\n'));
        return lines.toString();
    }

    private Table figureTable() {
        Table table = new Table("Figures: medians over the rounds", "Figure", "Unit", "Variant", "Median", "Rounds", "Cold",
                "Warm after");
        for (Figure figure : Figure.values()) {
            for (String variant : results.variants(figure.key)) {
                List<Double> rounds = results.rounds(figure.key, variant);
                table.add(figure.key, figure.unit, variant.isEmpty() ? NONE : variant, format(Results.median(rounds)),
                        rounds.size() > MAXIMUM_ROUNDS_LISTED ? rounds.size() + " of them"
                                : rounds.stream().map(Report::format).collect(Collectors.joining(", ")),
                        format(results.median(Figure.cold(figure.key), variant)), seconds(figure, variant));
            }
        }
        return table;
    }

    /** {@return the seconds of the warm-up} */
    private String seconds(Figure figure, String variant) {
        double seconds = results.median(Figure.warmUp(figure.key), variant);
        return Double.isNaN(seconds) ? NONE : Math.round(seconds) + " s";
    }

    private Table goalTable() {
        Table table = new Table("Goals, each within this run", "What", "Measured", "Goal", "Met");
        for (Goal goal : Goal.ALL) {
            OptionalDouble value = goal.value(results);
            table.add(goal.name(), value.isPresent() ? format(value.getAsDouble()) : NONE,
                    (goal.atLeast() ? "≥ " : "≤ ") + format(goal.bound()),
                    value.isEmpty() ? NONE : goal.isMet(value.getAsDouble()) ? "yes" : "no");
        }
        return table;
    }

    /** Formats to three significant digits, which is the precision of the measurements. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        int decimals = Math.abs(value) >= 100 || value == 0 ? 0
                : (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}

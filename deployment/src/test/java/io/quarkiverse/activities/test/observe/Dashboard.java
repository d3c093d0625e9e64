package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.failure.ActivityFailedException;

/** Tests that every series and label in the queries of the Grafana dashboard exists. */
abstract class Dashboard extends Health {

    private static final Path DASHBOARD = Path
            .of("../runtime/src/main/resources/META-INF/grafana/grafana-dashboard-quarkus-activities.json");
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

    @Test
    void everyQueriedSeriesExists() throws Exception {
        endExecutionsInEveryWay();
        List<String> selectors = selectors();
        assertThat(selectors).hasSizeGreaterThan(20);
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            Set<String> series = Scrape.now().series().keySet();
            assertThat(selectors).allSatisfy(selector -> assertThat(series).anyMatch(one -> hasLabels(one, selector)));
        });
    }

    @Test
    void isOnTheClassPathUnderTheNameThatDevServicesLookFor() throws IOException {
        // The rule of Quarkus's GrafanaUtils: META-INF/grafana/grafana-dashboard-*.json, in any jar of the application
        assertThat(Thread.currentThread().getContextClassLoader()
                .getResourceAsStream("META-INF/grafana/" + DASHBOARD.getFileName())).hasContent(Files.readString(DASHBOARD));
        assertThat(DASHBOARD.getFileName().toString()).matches("grafana-dashboard-.+\\.json");
    }

    @Test
    void missingSeriesAndLabelsAreDetected() {
        String series = "activity_execution_latency_seconds_count{activity_type=\"Mail\",task_queue=\"default\"}";
        assertThat(hasLabels(series, "activity_execution_latency_seconds_count task_queue activity_type instance")).isTrue();
        assertThat(hasLabels(series, "activity_execution_latency_seconds task_queue")).isFalse();
        assertThat(hasLabels(series, "activity_execution_latency_seconds_count namespace")).isFalse();
    }

    private void endExecutionsInEveryWay() throws Exception {
        // With a delay, so that it is not started eagerly and its claim is counted
        activities.call(ObserveActivities.class, ObserveActivities::succeeds).startDelay(Duration.ofMillis(1)).start()
                .result(LONG);
        List<ActivityHandle<Void>> others = new ArrayList<>();
        others.add(activities.callVoid(ObserveActivities.class, ObserveActivities::breaks).start());
        others.add(activities.callVoid(ObserveActivities.class, ObserveActivities::forgets).start());
        others.add(activities.callVoid(ObserveActivities.class, ObserveActivities::obeys).start());
        others.add(activities.callVoid(ObserveActivities.class, ObserveActivities::holds).startDelay(LONG).start());
        others.get(3).terminate("enough");
        Awaitility.await().atMost(LONG).until(() -> others.get(2).describe().heartbeatCount() > 0);
        others.get(2).cancel("enough");
        for (ActivityHandle<Void> other : others) {
            assertThatThrownBy(() -> other.result(LONG)).isInstanceOf(ActivityFailedException.class);
        }
    }

    /** {@return each metric with the labels in its queries, as {@code name label label}} */
    private static List<String> selectors() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        Set<String> selectors = new TreeSet<>();
        List<JsonNode> queries = new ArrayList<>(dashboard.findValues("expr"));
        queries.add(dashboard.at("/templating/list/1/query"));
        for (JsonNode query : queries) {
            Matcher grouped = GROUPED.matcher(query.asText());
            String labels = grouped.find() ? grouped.group(1).replace(",", "") : "";
            Matcher selector = SELECTOR.matcher(query.asText());
            assertThat(selector.find()).as(query.asText()).isTrue();
            do {
                String matched = selector.group(2).replaceAll("=~?\"[^\"]*\"", "").replace(",", " ");
                selectors.add((selector.group(1) + " " + labels + " " + matched).strip());
            } while (selector.find());
        }
        return new ArrayList<>(selectors);
    }

    private static boolean hasLabels(String series, String selector) {
        String[] parts = selector.split(" +");
        if (!series.startsWith(parts[0] + "{")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            // Prometheus adds the label "instance"
            if (!parts[i].equals("instance") && !series.contains(parts[i] + "=\"")) {
                return false;
            }
        }
        return true;
    }
}

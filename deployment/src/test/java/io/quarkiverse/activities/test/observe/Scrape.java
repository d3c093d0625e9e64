package io.quarkiverse.activities.test.observe;

import java.net.URL;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.response.Response;

/** The current series and values of {@code /q/metrics}, as Prometheus reads them. */
public final class Scrape {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? (\\S+)$");

    private final Map<String, Double> series = new TreeMap<>();

    private Scrape(String text) {
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            series.put(sample.group(1) + "{" + (sample.group(2) == null ? "" : sample.group(2)) + "}",
                    Double.valueOf(sample.group(3)));
        }
    }

    public static Scrape now() {
        return of(RestAssured.get("/q/metrics"));
    }

    /** Use this on other threads than the test's: RestAssured resets its base URL between two tests. */
    public static Scrape of(URL metrics) {
        return of(RestAssured.get(metrics));
    }

    private static Scrape of(Response answer) {
        return new Scrape(answer.then().statusCode(200).extract().asString());
    }

    /** {@return the value of each series, by its name and labels in the format of Prometheus} */
    public Map<String, Double> series() {
        return series;
    }

    /**
     * {@return the counts of counters and timers for activities of this queue} The key is the name of the meter, with the one
     * label that it may have in addition to type and queue.
     */
    public Map<String, Long> counts(String taskQueue) {
        Map<String, Long> counts = new TreeMap<>();
        String queue = "task_queue=\"" + taskQueue + "\"";
        for (Map.Entry<String, Double> sample : series.entrySet()) {
            String name = sample.getKey().substring(0, sample.getKey().indexOf('{'));
            boolean counted = name.endsWith("_total") || name.endsWith("_seconds_count");
            if (counted && sample.getKey().contains(queue) && sample.getKey().contains("activity_type=")) {
                String other = sample.getKey().substring(name.length() + 1, sample.getKey().length() - 1)
                        .replaceAll("(activity_type|task_queue)=\"[^\"]*\",?", "").replaceAll(",$", "");
                counts.put(name.replaceAll("_total$|_seconds_count$", "") + (other.isEmpty() ? "" : " " + other),
                        sample.getValue().longValue());
            }
        }
        return counts;
    }
}

package io.quarkiverse.activities.benchmarks.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws load curves: the latency on the left, with a logarithmic scale, and the processor time on the right. */
final class LoadCurvePicture {

    private static final int WIDTH = 920;
    private static final int HEIGHT = 430;
    /** The colors of the revisions, the newest last. */
    private static final List<String> STYLES = List.of("older", "before", "after");

    private final Map<String, List<LoadPoint>> curves;
    private final StringBuilder svg = new StringBuilder();

    LoadCurvePicture(LoadCurves curves) {
        this.curves = curves.byRevision();
    }

    String svg() {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title" \
                font-family="system-ui, sans-serif" font-size="14">
                  <title id="title">Pick-up latency and processor time of an activity at several loads</title>
                  <style>
                    .panel { fill: #ffffff; stroke: #c9ced6; }
                    text { fill: #1d2530; }
                    .minor { fill: #56606e; font-size: 12px; }
                    .grid { stroke: #c9ced6; }
                    polyline { fill: none; stroke-width: 2.5; }
                    .older { stroke: #9aa3af; } .before { stroke: #8a5a00; } .after { stroke: #1f7a4a; }
                    .dashed { stroke-dasharray: 6 4; }
                    @media (prefers-color-scheme: dark) {
                      .panel { fill: #161b22; stroke: #3b4450; }
                      text { fill: #e6eaf0; }
                      .minor { fill: #a9b3bf; }
                      .grid { stroke: #3b4450; }
                      .before { stroke: #d9a441; } .after { stroke: #4fc287; }
                    }
                  </style>
                  <rect class="panel" x="1" y="1" width="%d" height="%d" rx="8"/>
                """.formatted(WIDTH, HEIGHT, WIDTH - 2, HEIGHT - 2));
        legend();
        panel("Pick-up latency in ms", LoadScale.logarithmic(80, values(LoadPoint::p50, LoadPoint::p99)),
                Line.solid("median", LoadPoint::p50), Line.dashed("99th percentile", LoadPoint::p99));
        panel("Processor time of an activity in µs",
                LoadScale.linear(540, values(LoadCurvePicture::jvmMicros, LoadCurvePicture::micros)),
                Line.solid("JVM and database", LoadCurvePicture::micros),
                Line.dashed("JVM only", LoadCurvePicture::jvmMicros));
        return svg.append("</svg>\n").toString();
    }

    /** A line of each curve. */
    private record Line(String name, String style, ToDoubleFunction<LoadPoint> value) {

        static Line solid(String name, ToDoubleFunction<LoadPoint> value) {
            return new Line(name, "", value);
        }

        static Line dashed(String name, ToDoubleFunction<LoadPoint> value) {
            return new Line(name, " dashed", value);
        }
    }

    /** {@return the time for one activity: seconds for 1,000 are milliseconds for one} */
    private static double micros(LoadPoint point) {
        return point.cpu() * 1_000;
    }

    private static double jvmMicros(LoadPoint point) {
        return point.jvm() * 1_000;
    }

    @SafeVarargs
    private double[] values(ToDoubleFunction<LoadPoint>... values) {
        return curves.values().stream().flatMap(List::stream)
                .flatMapToDouble(point -> List.of(values).stream().mapToDouble(value -> value.applyAsDouble(point))).toArray();
    }

    private void legend() {
        int x = 80;
        for (String revision : curves.keySet()) {
            line(style(revision), x, 26, x + 30, 26);
            text("", x + 38, 31, "start", revision);
            x += 280;
        }
    }

    private String style(String revision) {
        int fromTheEnd = curves.size() - 1 - new ArrayList<>(curves.keySet()).indexOf(revision);
        return STYLES.get(Math.max(0, STYLES.size() - 1 - fromTheEnd));
    }

    private void panel(String title, LoadScale scale, Line... lines) {
        text("", scale.left(), 66, "start", title);
        for (double mark : scale.marks()) {
            line("grid", scale.left(), scale.y(mark), scale.right(), scale.y(mark));
            text("minor", scale.left() - 8, scale.y(mark) + 4, "end", scale.label(mark));
        }
        for (LoadPoint point : curves.values().iterator().next()) {
            text("minor", scale.x(point.percent()), scale.bottom() + 20, "middle", point.percent() + " %");
        }
        text("minor", (scale.left() + scale.right()) / 2, scale.bottom() + 40, "middle", "of the highest rate of starts");
        double key = scale.left();
        for (Line line : lines) {
            line("older" + line.style, key, HEIGHT - 18, key + 24, HEIGHT - 18);
            text("minor", key + 30, HEIGHT - 14, "start", line.name);
            key += 160;
            curves.forEach((revision, points) -> curve(style(revision) + line.style, scale, points, line.value));
        }
    }

    private void curve(String style, LoadScale scale, List<LoadPoint> points, ToDoubleFunction<LoadPoint> value) {
        svg.append("  <polyline class=\"").append(style).append("\" points=\"");
        for (LoadPoint point : points) {
            if (!Double.isFinite(value.applyAsDouble(point))) {
                continue; // the processor time of a server on another machine is not known
            }
            svg.append(number(scale.x(point.percent()))).append(',').append(number(scale.y(value.applyAsDouble(point))))
                    .append(' ');
        }
        svg.append("\"/>\n");
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        svg.append("  <line class=\"%s\" stroke-width=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n".formatted(style,
                style.equals("grid") ? "1" : "2.5", number(x1), number(y1), number(x2), number(y2)));
    }

    private void text(String style, double x, double y, String anchor, String text) {
        svg.append("  <text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n".formatted(style, number(x),
                number(y), anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

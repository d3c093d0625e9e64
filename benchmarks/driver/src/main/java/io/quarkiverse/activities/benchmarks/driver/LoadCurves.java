package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The load curves of some revisions, the oldest first, as a file of comma-separated values and as a picture. */
record LoadCurves(Map<String, List<LoadPoint>> byRevision) {

    private static final String HEADER = "revision,percent,rate,p50,p99,cpu.jvm,cpu.database";

    /** {@return the curve of one revision} */
    static LoadCurves of(Bench bench) {
        return new LoadCurves(new LinkedHashMap<>()).with(Machine.commit(bench.settings()), bench.results());
    }

    /** {@return the curves of two revisions} */
    static LoadCurves of(Bench other, Bench ours, String otherName) {
        return new LoadCurves(new LinkedHashMap<>()).with(otherName, other.results())
                .with(Machine.commit(ours.settings()), ours.results());
    }

    private LoadCurves with(String revision, Results results) {
        List<LoadPoint> points = LoadCurve.points(results);
        if (!points.isEmpty()) {
            byRevision.put(revision, points);
        }
        return this;
    }

    /** Writes {@code curve.csv} and the picture, if curves were measured. */
    void write(Settings settings) throws IOException {
        if (byRevision.isEmpty()) {
            return;
        }
        Files.write(settings.target("curve.csv"), lines());
        Map<String, List<LoadPoint>> drawn = new LinkedHashMap<>();
        if (settings.curveBefore.isPresent()) {
            drawn.putAll(parse(Files.readAllLines(settings.curveBefore.get())).byRevision);
        }
        drawn.putAll(byRevision);
        Path picture = settings.curvePicture.isPresent() ? settings.curvePicture.get() : settings.target("curve.svg");
        Files.writeString(picture, new LoadCurvePicture(new LoadCurves(drawn)).svg());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        byRevision.forEach((revision, points) -> points.forEach(point -> lines.add(revision + "," + point.percent() + ","
                + point.rate() + "," + point.p50() + "," + point.p99() + "," + point.jvm() + "," + point.database())));
        return lines;
    }

    static LoadCurves parse(List<String> lines) {
        Map<String, List<LoadPoint>> byRevision = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",");
            byRevision.computeIfAbsent(values[0], revision -> new ArrayList<>())
                    .add(new LoadPoint(Integer.parseInt(values[1]), Double.parseDouble(values[2]),
                            Double.parseDouble(values[3]), Double.parseDouble(values[4]), Double.parseDouble(values[5]),
                            Double.parseDouble(values[6])));
        }
        return new LoadCurves(byRevision);
    }
}

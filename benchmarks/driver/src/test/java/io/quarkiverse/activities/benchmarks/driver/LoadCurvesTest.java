package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LoadCurvesTest {

    private static final LoadPoint LOW = new LoadPoint(10, 3_000, 0.25, 1.5, 0.02, 0.045);
    private static final LoadPoint HIGH = new LoadPoint(90, 27_000, 4, 250, 0.01, 0.04);

    @Test
    void thePointsAreMediansOverTheRounds() {
        Results results = new Results();
        LoadCurve.add(results, new LoadPoint(10, 3_000, 1, 10, 0.01, 0.04));
        LoadCurve.add(results, new LoadPoint(10, 3_000, 3, 30, 0.03, 0.04));
        LoadCurve.add(results, new LoadPoint(10, 3_000, 2, 90, 0.02, 0.04));
        LoadCurve.add(results, HIGH);
        assertThat(LoadCurve.points(results)).containsExactly(new LoadPoint(10, 3_000, 2, 30, 0.02, 0.04), HIGH);
    }

    @Test
    void theFileCanBeReadAgain() {
        LoadCurves curves = curves("a1b2c3", "d4e5f6-dirty");
        assertThat(curves.lines()).contains("a1b2c3,10,3000.0,0.25,1.5,0.02,0.045");
        assertThat(LoadCurves.parse(curves.lines())).isEqualTo(curves);
    }

    @Test
    void thePictureHasTwoLinesInEachPanelForEachRevision() throws Exception {
        Document picture = parse(new LoadCurvePicture(curves("a1b2c3", "d4e5f6")).svg());
        NodeList lines = picture.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isEqualTo(8);
        assertThat(((Element) lines.item(0)).getAttribute("class")).isEqualTo("before");
        assertThat(((Element) lines.item(1)).getAttribute("class")).isEqualTo("after");
        assertThat(picture.getDocumentElement().getTextContent()).contains("a1b2c3", "d4e5f6", "10 %", "90 %");
    }

    @Test
    void higherLoadsAreMoreToTheRightAndHigherValuesHigher() throws Exception {
        Document picture = parse(new LoadCurvePicture(curves("a1b2c3")).svg());
        String[] median = ((Element) picture.getElementsByTagName("polyline").item(0)).getAttribute("points").split(" ");
        assertThat(x(median[0])).isLessThan(x(median[1]));
        assertThat(y(median[0])).isGreaterThan(y(median[1]));
        String[] cpu = ((Element) picture.getElementsByTagName("polyline").item(2)).getAttribute("points").split(" ");
        assertThat(x(cpu[0])).as("in the panel on the right").isGreaterThan(x(median[1]));
        assertThat(y(cpu[0])).isLessThan(y(cpu[1]));
    }

    @Test
    void scalesFitAllValues() {
        LoadScale latency = LoadScale.logarithmic(0, 0.25, 0, 250);
        assertThat(latency.marks()).containsExactly(0.1, 1, 10, 100, 1_000);
        assertThat(DoubleStream.of(latency.marks()).mapToObj(latency::label)).containsExactly("0.1", "1", "10", "100", "1,000");
        assertThat(latency.y(0)).as("a latency of 0 is drawn at the bottom").isEqualTo(latency.bottom());
        LoadScale time = LoadScale.linear(0, 65, 50);
        assertThat(time.marks()).containsExactly(0, 20, 40, 60, 80, 100);
    }

    private static LoadCurves curves(String... revisions) {
        Map<String, List<LoadPoint>> curves = new LinkedHashMap<>();
        for (String revision : revisions) {
            curves.put(revision, List.of(LOW, HIGH));
        }
        return new LoadCurves(curves);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static double x(String point) {
        return Double.parseDouble(point.split(",")[0]);
    }

    private static double y(String point) {
        return Double.parseDouble(point.split(",")[1]);
    }
}

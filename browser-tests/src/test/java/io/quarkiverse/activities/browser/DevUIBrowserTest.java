package io.quarkiverse.activities.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** Tests the Dev UI of an application in dev mode, and takes the screenshots of the documentation. */
class DevUIBrowserTest {

    private static final int PORT = Browser.freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Shop.class, Traffic.class)
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.datasource.db-kind=h2
                            quarkus.datasource.jdbc.url=jdbc:h2:mem:shop
                            quarkus.activities.workers.mail.slots=4
                            quarkus.activities.types."Charge".start-to-close-timeout=20s
                            """.formatted(PORT)), "application.properties"));

    @Test
    void activitiesCanBeFoundWatchedAndControlled() throws Exception {
        try (Browser browser = new Browser("http://localhost:" + PORT + "/q/dev-ui/quarkus-activities/")) {
            list(browser);
            retriedAndPaused(browser);
            formatted(browser);
            selected(browser);
            heartbeating(browser);
            queues(browser);
            workers(browser);
            started(browser);
            reloaded(browser);
        }
    }

    private static void list(Browser browser) throws IOException {
        browser.open("activities");
        browser.find(".chip", "Completed");
        browser.query("Attempt =");
        browser.find("#query [slot=error-message]", "Invalid query at position 10");
        browser.query("ActivityType IN ('Charge', 'ExchangeRate', 'ImportCatalogue')");
        browser.find("vaadin-grid-cell-content", "rate-eur-chf");
        browser.find(".chip", "Failed 1");
        browser.find("vaadin-grid-cell-content", "Completed");
        narrowed(browser);
        browser.click("input[aria-label='Select Row']");
        browser.find(".selection", "1 selected");
        browser.picture("dev-ui-activities");
    }

    /** Checks that status chips narrow the results without changing the query. */
    private static void narrowed(Browser browser) {
        browser.click(".chip", "Failed");
        browser.awaitGone("vaadin-grid-cell-content a", "rate-eur-chf");
        browser.find("vaadin-grid-cell-content a", "-large");
        browser.awaitGone("vaadin-grid-cell-content", "Completed");
        browser.find(".chip", "Running ");
        assertThat(browser.search())
                .isEqualTo("?query=ActivityType IN ('Charge', 'ExchangeRate', 'ImportCatalogue')&status=Failed");
        browser.click(".chip", "Running");
        browser.find("vaadin-grid-cell-content a", "rate-eur-chf");
        browser.find("vaadin-grid-cell-content a", "-large");
        assertThat(browser.search()).endsWith("&status=Failed&status=Running");
        browser.await("#query", "return arguments[0].value.startsWith('ActivityType IN')");
        browser.click(".chip", "All");
        browser.find("vaadin-grid-cell-content", "Completed");
        assertThat(browser.search()).doesNotContain("status");
    }

    private static void selected(Browser browser) {
        browser.open("activities?query=ActivityId IN ('newsletter', 'rate-eur-gbp')");
        browser.find("vaadin-grid-cell-content a", "newsletter");
        browser.click("input[aria-label='Select All']");
        browser.find(".selection", "2 selected");
        browser.click("#pause");
        browser.find("vaadin-confirm-dialog", "No further attempt starts until you unpause");
        browser.confirm("Pause", "Closed for today");
        browser.find(".chip", "Paused 2");
        browser.awaitGone(".selection", "");
        browser.click("input[aria-label='Select All']");
        browser.click("#update-options");
        browser.write("#START_TO_CLOSE_TIMEOUT input", "7s");
        browser.click("vaadin-button[theme=primary]", "Update");
        browser.awaitGone(".selection", "");
        browser.click("vaadin-grid-cell-content a", "newsletter");
        browser.find("td", "7s");
        browser.find("dd", "Closed for today");
        browser.click("#delete");
        browser.confirm("Delete");
        browser.find(".chip", "All");
        browser.query("ActivityId IN ('newsletter', 'rate-eur-gbp')");
        browser.find(".chip", "All 1");
        browser.awaitGone("vaadin-grid-cell-content a", "newsletter");
    }

    private static void retriedAndPaused(Browser browser) throws IOException {
        browser.open("activities?id=rate-eur-chf");
        browser.find("h2", "ExchangeRate");
        browser.find(".failure", "The bank is closed");
        browser.find(".end", "Backoff, ");
        browser.find("span.muted", "Attempt 4");
        browser.await("activities-execution",
                """
                        const failures = [...arguments[0].shadowRoot.querySelectorAll('.failure')];
                        return failures.length >= 3 && failures.every(failure =>
                            failure.querySelector('vaadin-details pre').textContent.includes('at io.quarkiverse.activities.browser.Shop'))
                        """);
        browser.picture("dev-ui-backoff");
        updated(browser);
        browser.click("#reset");
        browser.find("vaadin-confirm-dialog", "Starts again with attempt 1");
        browser.confirm("Reset");
        browser.await("activities-timeline", "return arguments[0].execution.phases"
                + ".filter(phase => phase.kind === 'RUNNING' && phase.attempt === 1).length === 2");
        browser.click("#pause");
        browser.confirm("Pause", "The bank is closed for the weekend");
        browser.find(".badge", "Paused");
        browser.find("dd", "The bank is closed for the weekend");
        browser.find("#unpause");
    }

    private static void updated(Browser browser) {
        browser.click("#update-options");
        browser.await("#START_TO_CLOSE_TIMEOUT", "return arguments[0].value === '5s'");
        browser.write("#START_TO_CLOSE_TIMEOUT input", "6s");
        browser.write("#RETRY_MAXIMUM_ATTEMPTS input", "100");
        browser.click("vaadin-button[theme=primary]", "Update");
        browser.find("td", "6s");
        browser.find("td", "100");
        browser.awaitGone("#START_TO_CLOSE_TIMEOUT", "");
    }

    /** Checks that dates and durations are formatted in the locale of the browser. */
    private static void formatted(Browser browser) {
        assertThat(browser.evaluate("activities-format.js", "module.clock('2026-01-31T12:00:00Z')")).asString()
                .startsWith("Jan 31, 2026, ").endsWith("M");
        assertThat(browser.evaluate("activities-format.js",
                "[0, 999, 1500, 12_000, 125_000, 12_000_000, 200_000_000].map(module.duration)"))
                .isEqualTo(List.of("0ms", "999ms", "1.5s", "12s", "2m 5s", "3h 20m", "2d 7h"));
    }

    private static void heartbeating(Browser browser) throws IOException {
        browser.open("activities?id=catalogue");
        browser.find("activities-timeline");
        browser.find(".beat");
        browser.find(".end", "Failed");
        browser.find(".end", "Running for");
        browser.find(".card", "Line 4 cannot be read yet");
        browser.height(1150);
        browser.picture("dev-ui-execution");
        browser.dark();
        browser.picture("dev-ui-execution-dark");
        browser.height(900);
    }

    private static void queues(Browser browser) throws IOException {
        browser.open("task-queues");
        assertThat(browser.text(".head .muted", "4 slots"))
                .matches("4 slots on this node(, oldest task has waited for \\d[^,]*)?");
        // Wait for 30 seconds of samples to fill the chart of the screenshot
        browser.await("activities-chart[label=Backlog]", "return arguments[0].points.length >= 30");
        browser.find("canvas");
        browser.picture("dev-ui-task-queues");
        browser.click("#pause-queue");
        browser.find(".badge", "Paused");
        browser.click("#unpause-queue");
        browser.find("#pause-queue");
    }

    private static void workers(Browser browser) throws IOException {
        browser.open("workers");
        browser.find(".slots", "of 4 slots");
        browser.find(".badge", "This node");
        browser.picture("dev-ui-workers");
    }

    private static void started(Browser browser) throws IOException {
        browser.open("definitions");
        browser.find("h3", "ExchangeRate");
        browser.click("vaadin-details-summary");
        browser.find("td", "Configuration");
        browser.picture("dev-ui-definitions");
        browser.click("#pause-type");
        browser.find("span.muted", "paused for all nodes");
        browser.click("#unpause-type");
        browser.awaitGone("span.muted", "paused for all nodes");
        browser.click("vaadin-button[theme='small primary']", "Start");
        browser.write("vaadin-text-field input[placeholder='generated if empty']", "from-the-dev-ui");
        browser.picture("dev-ui-start");
        browser.click("vaadin-button[theme=primary]", "Start");
        browser.find("dd", "from-the-dev-ui");
        browser.find(".badge", "Completed");
        browser.click("#runAgain");
        browser.find("vaadin-confirm-dialog", "Starts a new run with the same id");
        browser.confirm("Run again", "The rate was wrong");
        browser.find("dt", "Run again of");
        browser.find("dd", "The rate was wrong");
        browser.find(".badge", "Completed");
    }

    /** Checks that the pages show the new definitions after a live reload. */
    private static void reloaded(Browser browser) throws IOException, InterruptedException {
        browser.open("definitions");
        browser.find("span", "Task Queue mail");
        APP.modifySourceFile(Shop.class, source -> source.replace("\"mail\"", "\"post\""));
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/")).build(),
                BodyHandlers.discarding());
        browser.find("span", "Task Queue post");
        browser.open("task-queues");
        browser.find("h3", "post");
    }
}

package io.quarkiverse.activities.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

import io.quarkus.test.QuarkusDevModeTest;

/** A way through the Dev UI of an application in dev mode. The pictures taken on it are those of the documentation. */
class DevUIBrowserTest {

    private static final int PORT = freePort();

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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void activitiesAreFoundWatchedAndControlled() throws Exception {
        try (Browser browser = new Browser("http://localhost:" + PORT + "/q/dev-ui/quarkus-activities/")) {
            list(browser);
            retriedAndPaused(browser);
            beating(browser);
            queues(browser);
            workers(browser);
            started(browser);
            reloaded(browser);
        }
    }

    private static void list(Browser browser) throws IOException {
        browser.open("activities");
        browser.find(".chip", "Completed");
        browser.write("#query input", "Attempt =");
        browser.press("#query input", Keys.ENTER);
        browser.find("#query [slot=error-message]", "Wrong query at position 10");
        browser.write("#query input", "ActivityType IN ('Charge', 'ExchangeRate', 'ImportCatalogue')");
        browser.press("#query input", Keys.ENTER);
        browser.find("vaadin-grid-cell-content", "rate-eur-chf");
        browser.find(".chip", "Failed 1");
        browser.find("vaadin-grid-cell-content", "Completed");
        browser.picture("dev-ui-activities");
        browser.click("vaadin-grid-cell-content a", "rate-eur-chf");
    }

    private static void retriedAndPaused(Browser browser) throws IOException {
        browser.find("h2", "ExchangeRate");
        browser.find(".failure", "The bank is closed");
        browser.find(".end", "Backoff, ");
        browser.find("span.muted", "Attempt 4");
        browser.picture("dev-ui-backoff");
        browser.click("#reset");
        browser.await("activities-timeline", "return arguments[0].execution.phases"
                + ".filter(phase => phase.kind === 'RUNNING' && phase.attempt === 1).length === 2");
        browser.click("#pause");
        browser.write("#reason input", "The bank is closed for the weekend");
        browser.click("vaadin-button[theme=primary]", "Pause");
        browser.find(".badge", "Paused");
        browser.find("dd", "The bank is closed for the weekend");
        browser.find("#unpause");
    }

    private static void beating(Browser browser) throws IOException {
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
        browser.find(".head", "4 slots on this node");
        // Half a minute's worth of samples: as many points as the line of a chart that has no gaps
        browser.await("activities-chart[label=Backlog]", "return arguments[0].values.length >= 30");
        browser.picture("dev-ui-task-queues");
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
        browser.click("vaadin-button[theme='small primary']", "Start");
        browser.write("vaadin-text-field input[placeholder='made up if left out']", "from-the-dev-ui");
        browser.picture("dev-ui-start");
        browser.click("vaadin-button[theme=primary]", "Start");
        browser.find("dd", "from-the-dev-ui");
        browser.find(".badge", "Completed");
    }

    /** The pages follow when the code changes. */
    private static void reloaded(Browser browser) throws IOException, InterruptedException {
        browser.open("definitions");
        browser.find("span", "on mail");
        APP.modifySourceFile(Shop.class, source -> source.replace("\"mail\"", "\"post\""));
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/")).build(),
                BodyHandlers.discarding());
        browser.find("span", "on post");
        browser.open("task-queues");
        browser.find("h3", "post");
    }
}

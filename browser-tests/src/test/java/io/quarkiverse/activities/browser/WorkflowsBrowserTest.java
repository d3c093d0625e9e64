package io.quarkiverse.activities.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** Tests the page of workflows in the Dev UI, and takes the screenshots of the documentation. */
class WorkflowsBrowserTest {

    private static final int PORT = Browser.freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(OrderFulfilment.class, Shipment.class, Warehouse.class, Orders.class)
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.datasource.db-kind=h2
                            quarkus.datasource.jdbc.url=jdbc:h2:mem:orders
                            """.formatted(PORT)), "application.properties"));

    @Test
    void workflowsCanBeFoundWatchedAndControlled() throws Exception {
        try (Browser browser = new Browser("http://localhost:" + PORT + "/q/dev-ui/quarkus-activities-workflows/")) {
            listed(browser);
            watched(browser);
            updated(browser);
            signaled(browser);
            steppedThrough(browser);
            reset(browser);
            terminated(browser);
            saved(browser);
        }
    }

    private static void listed(Browser browser) {
        browser.open("workflows");
        browser.find(".chip", "Running 6");
        browser.query("WorkflowType =");
        browser.find("#query [slot=error-message]", "Invalid query at position 15");
        browser.query("WorkflowId = 'order-1'");
        browser.find(".chip", "All 1");
        browser.click("vaadin-grid-cell-content a", "order-1");
        browser.find(".head h3", "order-1");
    }

    /** Checks that the run is shown while it goes on, up to the timer of its wait. */
    private static void watched(Browser browser) {
        browser.await("workflows-timeline", "return arguments[0].run.timeline.groups.some(group => group.kind === 'TIMER')");
        browser.find(".grid span", "Reserve");
        browser.find(".end", "Open for");
        browser.find(".grid span", "Local audit");
        browser.find(".code pre", "OrderFulfilment.fulfil(OrderFulfilment.java:");
        browser.find(".code", "in await");
        browser.find("dd", "\"waiting for approval\"");
        browser.find("dd", "NullPointerException");
    }

    /** Checks that a form shows the answer, and why there is none. */
    private static void updated(Browser browser) throws IOException {
        browser.click("#update");
        browser.await("#message-name", "return arguments[0].value === 'changeAddress'");
        send(browser, "not JSON");
        browser.find("#message-answer", "JSON");
        send(browser, "[\"1 Main Street\"]");
        browser.find("#message-answer", "\"Ships to 1 Main Street\"");
        browser.picture("dev-ui-workflow-update");
        browser.click("#back");
        browser.awaitGone("#message-answer", "");
        browser.find(".grid span", "changeAddress");
    }

    private static void send(Browser browser, String arguments) {
        browser.write("#message-arguments textarea", arguments);
        browser.click("#send");
    }

    private static void signaled(Browser browser) {
        browser.click("#signal");
        browser.await("#message-name", "return arguments[0].value === 'approve'");
        send(browser, "[\"Ada\"]");
        browser.find("#message-answer", "Sent approve to order-1");
        browser.click("#back");
        browser.find(".head .badge", "Completed");
        browser.find(".grid span", "Child Shipment");
        browser.find(".end a", "shipment-order-1");
        browser.find(".grid span", "Signal approve");
    }

    private static void steppedThrough(Browser browser) throws IOException {
        browser.click("#even");
        browser.await("workflows-steps", "return arguments[0]._shown.queries.some(({ result }) => result === 'done')");
        browser.click("#previous");
        browser.find("dd", "\"shipping\"");
        browser.find(".code", "in execute");
        browser.click(".task[title^='Workflow Task 1 ']");
        browser.find("#where", "Workflow Task 1 of");
        browser.find("dd", "\"reserving\"");
        browser.await("workflows-steps", "return arguments[0]._shown.waiting.length === 4");
        browser.await("workflows-steps",
                "return arguments[0]._shown.decided.some(event => event.type === 'ACTIVITY_TASK_SCHEDULED')");
        browser.height(1250);
        browser.picture("dev-ui-workflow");
        browser.height(900);
    }

    /** Checks that a reset leads to the new run, which gets the signal and the update again, so it completes too. */
    private static void reset(Browser browser) {
        String before = browser.text(".facts", "Run").split("Run")[1].strip().split("\\s")[0];
        browser.click("#reset-here");
        browser.find("vaadin-confirm-dialog", "Repeats the workflow from this Workflow Task on");
        browser.await("#number", "return arguments[0].value === '1'");
        browser.confirm("Reset", "The price was wrong");
        browser.awaitGone(".facts", before);
        browser.find(".head .badge", "Completed");
    }

    private static void terminated(Browser browser) throws IOException {
        browser.open("workflows?query=WorkflowType = 'OrderFulfilment'");
        browser.find("vaadin-grid-cell-content a", "order-6");
        browser.click(".chip", "Running");
        browser.awaitGone("vaadin-grid-cell-content .badge", "Completed");
        browser.click("input[aria-label='Select All']");
        browser.find(".selection", "5 selected");
        browser.picture("dev-ui-workflows");
        browser.click("#terminate");
        browser.find("vaadin-confirm-dialog", "Closes the workflow at once");
        browser.confirm("Terminate", "Closed for today");
        browser.find(".chip", "Terminated 5");
        browser.awaitGone(".selection", "");
    }

    /** Checks that a query can be saved in the browser, and used again. */
    private static void saved(Browser browser) {
        browser.click("#save-query");
        browser.write("#query-name input", "Running orders");
        browser.confirm("Save");
        browser.open("workflows");
        browser.click(".saved button", "Running orders");
        assertThat(browser.search()).isEqualTo("?query=WorkflowType = 'OrderFulfilment'&status=Running");
        browser.click(".saved .remove");
        browser.awaitGone(".saved", "");
    }
}

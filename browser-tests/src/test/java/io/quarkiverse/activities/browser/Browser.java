package io.quarkiverse.activities.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that finds elements inside the shadow trees of the Dev UI. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String FIND = """
            const [selector, text] = arguments;
            const find = root => {
                const found = [...root.querySelectorAll(selector)]
                    .find(element => element.textContent.includes(text) && element.checkVisibility());
                if (found) {
                    return found;
                }
                for (const element of root.querySelectorAll('*')) {
                    const inside = element.shadowRoot && find(element.shadowRoot);
                    if (inside) {
                        return inside;
                    }
                }
                return null;
            };
            return find(document);
            """;

    private final ChromeDriver driver;
    private final String devUI;

    Browser(String devUI) {
        this.devUI = devUI;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("browser.binary"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--lang=en-US");
        driver = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(System.getProperty("browser.driver")).toFile()).build(), options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        height(900);
    }

    /** {@return a port for the application} */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void height(int pixels) {
        driver.manage().window().setSize(new Dimension(1360, pixels));
    }

    void open(String page) {
        driver.get(devUI + page);
    }

    /** {@return the element that matches the selector in any shadow tree, as soon as it is visible} */
    WebElement find(String selector) {
        return find(selector, "");
    }

    /** {@return the first matching element that contains this text, as soon as it is visible} */
    WebElement find(String selector, String text) {
        return until(selector + " with '" + text + "'", () -> lookFor(selector, text));
    }

    /** Waits until the condition is neither null nor false. On a timeout, saves a picture of the page in {@code target}. */
    private <T> T until(String what, Supplier<T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE).withMessage(what).until(any -> condition.get());
        } catch (TimeoutException e) {
            try {
                save(Files.createDirectories(Path.of("target")).resolve("waited-in-vain.png"));
            } catch (IOException | RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private WebElement lookFor(String selector, String text) {
        return (WebElement) driver.executeScript(FIND, selector, text);
    }

    /** Waits until the script returns true. Its argument is the element. */
    void await(String selector, String script) {
        WebElement element = find(selector);
        until(script, () -> Boolean.TRUE.equals(driver.executeScript(script, element)));
    }

    /** Waits until no matching element with this text is visible. A grid keeps the cells of rows that it no longer shows. */
    void awaitGone(String selector, String text) {
        until("no " + selector + " with '" + text + "'", () -> lookFor(selector, text) == null);
    }

    /** {@return the full text of the first matching element that contains this text, with all white space} */
    String text(String selector, String text) {
        return find(selector, text).getDomProperty("textContent");
    }

    /** {@return the query part of the current URL} */
    String search() {
        return (String) driver.executeScript("return decodeURIComponent(location.search.replaceAll('+', ' '))");
    }

    /** {@return the value of a JavaScript expression, in which {@code module} is this script of the extension} */
    Object evaluate(String module, String expression) {
        return driver.executeAsyncScript("const done = arguments[1]; import(arguments[0]).then(module => done("
                + expression + "));", devUI + module);
    }

    void click(String selector) {
        click(selector, "");
    }

    void click(String selector, String text) {
        driver.executeScript("arguments[0].click()", find(selector, text));
    }

    void write(String selector, String text) {
        WebElement field = find(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Enters a query above a list. */
    void query(String query) {
        write("#query input", query);
        find("#query input").sendKeys(Keys.ENTER);
    }

    /** Confirms a verb for which the dialog asks for a reason. */
    void confirm(String verb, String reason) {
        write("#reason input", reason);
        confirm(verb);
    }

    /** Clicks the button of a dialog, whose label is the verb. */
    void confirm(String verb) {
        click("vaadin-button[slot=confirm-button]", verb);
    }

    void dark() {
        driver.executeAsyncScript("""
                const done = arguments[0];
                import('theme-state').then(theme => {
                    theme.themeState.changeTo('dark');
                    done();
                });""");
    }

    /** Takes a screenshot for the documentation, without the notifications of the Dev UI. */
    void picture(String name) throws IOException {
        driver.executeScript("document.querySelectorAll('vaadin-notification-card').forEach(card => card.remove())");
        Path folder = Files.createDirectories(Path.of(System.getProperty("browser.screenshots")));
        save(folder.resolve(name + ".png"));
    }

    private void save(Path picture) throws IOException {
        Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}

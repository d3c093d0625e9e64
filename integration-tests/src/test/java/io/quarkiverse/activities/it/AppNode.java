package io.quarkiverse.activities.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.it.ActivitiesResource.ExecutionState;
import io.quarkiverse.activities.it.ActivitiesResource.FailedAttempt;

/** A node: the packaged application in its own process. */
public final class AppNode implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final AtomicInteger NEXT_PORT = new AtomicInteger(10_000 + (int) (ProcessHandle.current().pid() % 20_000));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private final String name;
    private final int port = freePort();
    private final Path log;
    private final Process process;

    AppNode(String name, Database database, String... settings) {
        this(name, Database.buildDirectory().resolve("quarkus-app"), database, settings);
    }

    /** @param application the directory of the packaged application */
    AppNode(String name, Path application, Database database, String... settings) {
        this.name = name;
        try {
            log = Files.createTempFile(Database.buildDirectory(), "node-" + name + "-", ".log");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dnode=" + name, "-Dquarkus.http.port=" + port,
                    "-Dquarkus.datasource.jdbc.url=" + database.url(), "-Dquarkus.activities.worker.lease=3s"));
            for (String setting : settings) {
                command.add("-D" + setting);
            }
            command.addAll(List.of("-jar", application.resolve("quarkus-run.jar").toString()));
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public AppNode ready() {
        await("ready (see " + log + ")").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                .failFast("died by itself, see " + log, () -> !process.isAlive())
                .until(() -> send("GET", "/q/health/ready").get().statusCode() == 200);
        return this;
    }

    void startQuick(String prefix, int count) {
        body("POST", "/activities/quick/" + prefix + "?count=" + count);
    }

    /** Starts activities whose argument has this size. */
    void startLarge(String prefix, int count, int kilobytes) {
        body("POST", "/activities/large/" + prefix + "?count=" + count + "&kilobytes=" + kilobytes);
    }

    /** Starts activities that fail once the file {@code gate} exists. */
    void startBroken(String prefix, int count, Path gate) {
        body("POST", "/activities/broken/" + prefix + "?count=" + count + "&gate=" + encoded(gate));
    }

    /** Starts an activity of the application. */
    void start(String type, String id, Object... arguments) {
        body("POST", startPath(type, id, arguments));
    }

    /** {@return the response to a start: the run ID that holds the Activity ID, with status 409 if the start was refused} */
    public CompletableFuture<HttpResponse<String>> tryStart(String type, String id, IdConflictPolicy conflict,
            IdReusePolicy reuse, String request, Object... arguments) {
        return send("POST", startPath(type, id, arguments) + "conflict=" + conflict + "&reuse=" + reuse
                + (request == null ? "" : "&request=" + request));
    }

    /** Sends a verb to an execution: pause, reset, cancel or terminate. */
    CompletableFuture<HttpResponse<String>> control(String verb, String id, String request) {
        return send("POST", "/control/" + verb + "/" + id + "?request=" + request);
    }

    /** {@return the response to a completion from outside; its status is 410 if the attempt is not current} */
    public CompletableFuture<HttpResponse<String>> complete(String token, String result) {
        return send("POST", "/control/completion/" + token + "/" + result);
    }

    /** {@return the response to a request to hold all connections of the pool, sent when they are free again} */
    public CompletableFuture<HttpResponse<String>> exhaustPool(Duration time) {
        return send("POST", "/pool/exhaust?millis=" + time.toMillis());
    }

    /** {@return the result, once the execution is closed} */
    CompletableFuture<String> result(String id) {
        return send("GET", "/activities/" + id + "/result").thenApply(AppNode::checked);
    }

    ExecutionState describe(String id) {
        try {
            return JSON.readValue(body("GET", "/activities/" + id), ExecutionState.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the failed attempts of an execution, oldest first} */
    public List<FailedAttempt> failedAttempts(String id) {
        try {
            return List.of(JSON.readValue(body("GET", "/activities/" + id + "/failed-attempts"), FailedAttempt[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long logged(String text) {
        return log().stream().filter(line -> line.contains(text)).count();
    }

    public void kill() {
        ProcessSignal.KILL.send(pid());
        process.onExit().join();
    }

    public void freeze() {
        ProcessSignal.STOP.send(pid());
    }

    public void thaw() {
        ProcessSignal.CONT.send(pid());
    }

    /** Sends SIGTERM and waits until the process has ended. */
    void terminate() {
        ProcessSignal.TERM.send(pid());
        process.onExit().join();
    }

    /** Sends SIGTERM, and waits for the end of the process at most for this time. */
    boolean terminatesWithin(Duration time) throws InterruptedException {
        ProcessSignal.TERM.send(pid());
        return process.waitFor(time.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String startPath(String type, String id, Object... arguments) {
        StringBuilder path = new StringBuilder("/activities/typed/" + type + "/" + id + "?");
        for (Object argument : arguments) {
            path.append("argument=").append(encoded(argument)).append('&');
        }
        return path.toString();
    }

    private static String encoded(Object argument) {
        return URLEncoder.encode(argument.toString(), StandardCharsets.UTF_8);
    }

    private String body(String method, String path) {
        return checked(send(method, path).join());
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path) {
        return HTTP.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.noBody()).timeout(Duration.ofMinutes(3)).build(), BodyHandlers.ofString());
    }

    private static String checked(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response + ": " + response.body());
        }
        return response.body();
    }

    /** {@return a port of its own} The system gives ports of this range to no connection, so none takes it before the node. */
    private static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port)) {
                return port;
            } catch (IOException e) {
                // Another process has it
            }
        }
    }
}

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
import java.util.stream.Stream;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.it.ActivitiesResource.ExecutionState;
import io.quarkiverse.activities.it.ActivitiesResource.FailedAttempt;
import io.quarkiverse.activities.it.ActivitiesResource.NamedStart;

/** A node: the packaged application in its own process. */
public final class AppNode implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The packaged application of this module. The JVM can archive all of its classes. */
    public static final Path APPLICATION = Database.buildDirectory().resolve("archivable");

    private static final AtomicInteger NEXT_PORT = new AtomicInteger(10_000 + (int) (ProcessHandle.current().pid() % 20_000));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();
    /** Escapes all other characters: half a character cannot be encoded. */
    private static final ObjectWriter ASCII = JSON.writer()
            .with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private final String name;
    private final int port = freePort();
    private final Path log;
    private final Process process;

    AppNode(String name, Database database, String... settings) {
        this(name, APPLICATION, database, withArchive(settings));
    }

    /**
     * @param application the directory of the packaged application
     * @param settings settings of the application, or options of the JVM if they begin with a hyphen
     */
    AppNode(String name, Path application, Database database, String... settings) {
        this.name = name;
        try {
            log = Files.createTempFile(Database.buildDirectory(), "node-" + name + "-", ".log");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dnode=" + name, "-Dquarkus.http.port=" + port,
                    "-Dquarkus.datasource.jdbc.url=" + database.url(), "-Dquarkus.activities.worker.lease=3s"));
            for (String setting : settings) {
                command.add(setting.startsWith("-") ? setting : "-D" + setting);
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
                .until(() -> readiness().get().statusCode() == 200);
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

    /** {@return the response to a start with any Activity ID: the run ID, or status 400 if the start is invalid} */
    public CompletableFuture<HttpResponse<String>> tryStart(NamedStart start) {
        try {
            return send("POST", "/activities/named", ASCII.writeValueAsString(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a verb to an execution: pause, unpause, reset, cancel or terminate. */
    public CompletableFuture<HttpResponse<String>> control(String verb, String id, String request) {
        return send("POST", "/control/" + verb + "?id=" + encoded(id) + "&request=" + encoded(request));
    }

    /** {@return the response to a completion from outside; its status is 410 if the attempt is not current} */
    public CompletableFuture<HttpResponse<String>> complete(String token, String result) {
        return send("POST", "/control/completion/" + token + "/" + result);
    }

    /** {@return the response to a request to hold all connections of the pool, sent when they are free again} */
    public CompletableFuture<HttpResponse<String>> exhaustPool(Duration time) {
        return send("POST", "/pool/exhaust?millis=" + time.toMillis());
    }

    /** {@return the response to a request that blocks a thread of the worker pool, sent when the thread is free again} */
    public CompletableFuture<HttpResponse<String>> blockWorkerThread(Duration time) {
        return send("POST", "/worker-pool/block?millis=" + time.toMillis());
    }

    /** {@return the response to a question for the readiness} */
    CompletableFuture<HttpResponse<String>> readiness() {
        return send("GET", "/q/health/ready");
    }

    /** {@return the response to a question for the liveness} */
    public CompletableFuture<HttpResponse<String>> liveness() {
        return send("GET", "/q/health/live");
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
            return List.of(JSON.readValue(body("GET", "/activities/failed-attempts?id=" + encoded(id)), FailedAttempt[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return why the execution is paused; empty if it is not} */
    public String pauseReason(String id) {
        return body("GET", "/activities/pause-reason?id=" + encoded(id));
    }

    /** {@return the body of the response to a request, which must succeed} */
    public String call(String method, String path) {
        return body(method, path);
    }

    /** {@return the response to a request} */
    public CompletableFuture<HttpResponse<String>> ask(String method, String path) {
        return send(method, path);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return whether the node has answered requests, or does} */
    public boolean hasStarted() {
        return logged("Listening on") > 0;
    }

    /** {@return the exit code of the process, which has ended} */
    public int exitCode() {
        return process.exitValue();
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
        ProcessSignal.awaitEnd(process);
    }

    public void freeze() {
        ProcessSignal.STOP.send(pid());
    }

    public void thaw() {
        ProcessSignal.CONT.send(pid());
    }

    /** Sends SIGTERM and waits until the process has ended. */
    public void terminate() {
        ProcessSignal.TERM.send(pid());
        ProcessSignal.awaitEnd(process);
    }

    /** Sends SIGTERM, and waits for the end of the process at most for this time. */
    boolean terminatesWithin(Duration time) throws InterruptedException {
        ProcessSignal.TERM.send(pid());
        return process.waitFor(time.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ProcessSignal.awaitEnd(process.destroyForcibly());
    }

    private static String[] withArchive(String... settings) {
        return Stream.concat(Stream.of(ClassArchive.option(APPLICATION)), Stream.of(settings)).toArray(String[]::new);
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
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String json) {
        return send(request(path).method(method, BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofMinutes(3));
    }

    private static String checked(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
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

package io.quarkiverse.activities.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.awaitility.core.ConditionFactory;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.sample.orders.ProgressResource.Progress;

/** Runs the packaged application as a process of its own, which can be killed and started again on the same database. */
final class SampleProcess {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path jar;
    private final Path log;
    private final int port = freePort();
    private final String databaseUrl;

    private Process process;

    /** Prepares a process with a fresh database in the given directory. */
    SampleProcess(Path buildDirectory) throws IOException {
        jar = buildDirectory.resolve("quarkus-app/quarkus-run.jar");
        Path directory = Files.createTempDirectory(buildDirectory, "kill-it-");
        log = directory.resolve("application.log");
        databaseUrl = "jdbc:h2:file:" + directory.resolve("orders")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
    }

    String databaseUrl() {
        return databaseUrl;
    }

    void start() throws IOException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dquarkus.http.port=" + port,
                "-Dquarkus.datasource.jdbc.url=" + databaseUrl, "-Dorders.time-per-page=40ms", "-jar", jar.toString());
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        awaitCondition("ready").ignoreExceptions().until(() -> get("/q/health/ready").statusCode() == 200);
    }

    /** Kills the process with SIGKILL: no shutdown hook runs, and nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    CompletableFuture<HttpResponse<String>> post(String csv, ProcessedBy by) {
        return post("/orders?by=" + by, "text/csv", csv);
    }

    CompletableFuture<HttpResponse<String>> post(String path, String contentType, String body) {
        return http.sendAsync(HttpRequest.newBuilder(uri(path)).header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Approves or rejects a large order. {@return the status of the answer} */
    int decide(long order, boolean approved) {
        return post("/orders/" + order + "/approval", "application/json", "{\"approved\":" + approved + "}").join()
                .statusCode();
    }

    void awaitProgress(String description, Predicate<Progress> predicate) {
        awaitCondition(description).until(() -> predicate.test(progress()));
    }

    /** {@return the metrics in the format of Prometheus} */
    String metrics() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/q/metrics");
        assertThat(response.statusCode()).as("%s (see %s)", response.body(), log).isEqualTo(200);
        return response.body();
    }

    Progress progress() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/progress");
        assertThat(response.statusCode()).as("%s (see %s)", response.body(), log).isEqualTo(200);
        return json.readValue(response.body(), Progress.class);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private ConditionFactory awaitCondition(String description) {
        return await(description + " (see " + log + ")").atMost(TIMEOUT).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the application exited unexpectedly, see " + log, () -> !process.isAlive());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

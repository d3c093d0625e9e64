package io.quarkiverse.activities.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.sample.orders.Order.Status;
import io.quarkiverse.activities.sample.orders.ProgressResource.Progress;

/**
 * Kills the application with SIGKILL while it processes 500 orders, half of them as a chain of activities and half as a
 * workflow, starts it again, and checks its database at the end. The system property {@code kills} sets the number of kills:
 * {@code mvn -B verify -Dkills=5}.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final int ORDERS = 500;
    private static final int STEPS = 4;
    private static final long DECLINED = 90_000;
    private static final long REJECTED = 91_000;
    private static final String ORDER = """
            {"order":%d,"customer":"Ann","email":"ann@example.com","sku":"SCALE-01","quantity":3,"amount":%s}""";

    private final Map<ProcessedBy, String> files = new EnumMap<>(ProcessedBy.class);
    private final Set<Long> decided = new HashSet<>();
    private SampleProcess application;

    @AfterEach
    void kill() throws InterruptedException {
        if (application != null) {
            application.kill();
        }
    }

    @Test
    void everyOrderEndsOnce() throws Exception {
        application = new SampleProcess(Path.of(System.getProperty("build.directory", "target")).toAbsolutePath());
        List<String> orders = readSampleOrders();

        application.start();
        answersAreClear();
        for (int kill = 1; kill <= KILLS; kill++) {
            if (kill == 1) {
                // During the uploads
                files.forEach((by, csv) -> application.post(csv, by));
                application.awaitProgress("first orders", progress -> orders(progress) >= ORDERS / 4);
            } else {
                // Orders that wait for an approval are not done
                long closed = (long) (ORDERS - STEPS * STEPS) * STEPS * (kill - 1) / KILLS;
                application.awaitProgress(closed + " executions closed", progress -> progress.closed() >= closed);
            }
            application.kill();
            application.start();
            if (kill == 1) {
                upload();
            }
        }
        if (KILLS == 0) {
            upload();
        }
        application.awaitProgress("all orders done", progress -> {
            decide(progress);
            return count(progress, Status.DONE) == ORDERS && count(progress, Status.DECLINED) == 2
                    && count(progress, Status.NOT_APPROVED) == 1;
        });
        application.awaitProgress("all executions closed", progress -> progress.open() == 0);
        metricsAreServed(application.metrics());
        application.kill();

        try (Connection connection = DriverManager.getConnection(application.databaseUrl())) {
            new OrdersDatabase(connection).isRight(orders, decided);
        }
    }

    /** Also places the orders that are declined and rejected. */
    private void answersAreClear() throws Exception {
        for (ProcessedBy by : ProcessedBy.values()) {
            List<CompletableFuture<Integer>> twice = List.of(place(by, DECLINED + by.ordinal(), "2500"),
                    place(by, DECLINED + by.ordinal(), "2500"));
            assertThat(twice).as("an order that arrives twice at the same time").extracting(CompletableFuture::join)
                    .containsExactlyInAnyOrder(201, 409);
            assertThat(place(by, DECLINED + by.ordinal(), "2500").join()).isEqualTo(409);
        }
        assertThat(place(ProcessedBy.WORKFLOW, REJECTED, "300").join()).isEqualTo(201);
        assertThat(application.post("/orders", "application/json", "{\"order\":1}").join().statusCode()).isEqualTo(400);
        assertThat(application.post("/orders?by=hand", "text/csv", "").join().statusCode()).isEqualTo(400);
        assertThat(application.get("/orders/1").statusCode()).isEqualTo(404);
        assertThat(application.get("/orders/" + REJECTED).body()).contains("\"processedBy\":\"WORKFLOW\"");
        assertThat(application.decide(1, true)).isEqualTo(404);
        assertThat(application.decide(DECLINED, true)).as("no approval of a chain of activities").isEqualTo(409);
    }

    private CompletableFuture<Integer> place(ProcessedBy by, long number, String amount) {
        return application.post("/orders?by=" + by, "application/json", ORDER.formatted(number, amount))
                .thenApply(answer -> answer.statusCode());
    }

    private void upload() {
        files.forEach((by, csv) -> assertThat(application.post(csv, by).join().statusCode()).isEqualTo(200));
    }

    private void decide(Progress progress) {
        for (Order order : progress.awaitingApproval()) {
            assertThat(application.decide(order.id, order.id != REJECTED)).isEqualTo(204);
            assertThat(application.decide(order.id, true)).as("a second decision").isEqualTo(409);
            decided.add(order.id);
        }
    }

    private static long orders(Progress progress) {
        return Stream.of(Status.values()).mapToLong(status -> count(progress, status)).sum();
    }

    private static long count(Progress progress, Status status) {
        return progress.byStatus().values().stream().mapToLong(byStatus -> byStatus.getOrDefault(status, 0L)).sum();
    }

    /** The metrics include the most important one in production: how long tasks wait for a worker. */
    private static void metricsAreServed(String metrics) {
        assertThat(metrics.lines()).anyMatch(line -> line.matches(
                "activity_schedule_to_start_latency_seconds_count\\{activity_type=\"SendMail\".*} [1-9].*"));
        assertThat(metrics.lines()).anyMatch(line -> line.matches(
                "activity_success_total\\{activity_type=\"ChargeCard\".*} [1-9].*"));
        assertThat(metrics.lines()).anyMatch(line -> line.startsWith("approximate_backlog_count{"));
    }

    /** Reads the sample orders, and makes a file of every second one. {@return their numbers} */
    private List<String> readSampleOrders() throws IOException {
        List<String> lines;
        try (InputStream file = KillIT.class.getResourceAsStream("/META-INF/resources/orders.csv")) {
            lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        for (ProcessedBy by : ProcessedBy.values()) {
            files.put(by, String.join("\n", IntStream.range(0, lines.size())
                    .filter(line -> line == 0 || line % 2 == by.ordinal()).mapToObj(lines::get).toList()));
        }
        List<String> numbers = lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
        assertThat(numbers).hasSize(ORDERS);
        return numbers;
    }
}

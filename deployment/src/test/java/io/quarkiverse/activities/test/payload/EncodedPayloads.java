package io.quarkiverse.activities.test.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Tests that the database holds only encoded payloads, and that all readers decode them. */
abstract class EncodedPayloads extends QualifiedMapper {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    DataSource database;

    @Inject
    Codecs.Flip flip;

    @Inject
    CodecActivities secrets;

    @Test
    void allPayloadsAreEncoded() throws Exception {
        String secret = "secret one";
        ActivityHandle<String> handle = start(secret);
        assertThat(handle.result(LONG)).isEqualTo(secret);

        ActivityDescription description = handle.describe();
        assertThat(description.arguments(String.class)).containsExactly(secret);
        assertThat(description.heartbeatDetails(String.class)).contains(secret);
        assertThat(description.result(String.class)).contains(secret);
        assertThat(description.lastFailure()).hasValueSatisfying(failure -> {
            assertThat(failure).as("messages are not encoded").hasMessage("readable");
            assertThat(((ApplicationFailure) failure).details(String.class)).contains(secret);
        });
        List<byte[]> columns = columns(handle.runId());
        assertThat(columns).hasSizeGreaterThanOrEqualTo(5);
        for (byte[] column : columns) {
            assertThat(readable(column)).doesNotContain(secret);
        }
        assertThat(readable(columns.get(0))).as("the input, as encoded by the codec with the higher priority value")
                .startsWith("\u0001\u0005labellabel:\u0001\u0004flip");
    }

    @Test
    void failuresAreEncoded() throws Exception {
        String secret = "secret two";
        ActivityHandle<Void> handle = activities.callVoid(CodecActivities.class, c -> c.lose(secret)).start();

        ActivityFailedException failed = catchThrowableOfType(ActivityFailedException.class, () -> handle.result(LONG));
        assertThat(((ApplicationFailure) failed.getCause()).details(String.class)).contains(secret);
        for (byte[] column : columns(handle.runId())) {
            assertThat(readable(column)).doesNotContain(secret);
        }
    }

    @Test
    void rowsWrittenBeforeACodecWasAddedAreRead() throws Exception {
        flip.on = false;
        ActivityHandle<String> handle;
        try {
            handle = start("wait for it");
            Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(handle.describe().attempt()).isEqualTo(2));
        } finally {
            flip.on = true;
        }
        secrets.gate.countDown();

        assertThat(handle.result(LONG)).isEqualTo("wait for it");
        List<byte[]> columns = columns(handle.runId());
        assertThat(readable(columns.get(0))).as("the input").isEqualTo("[\"wait for it\"]");
        assertThat(handle.describe().arguments(String.class)).containsExactly("wait for it");
    }

    private ActivityHandle<String> start(String secret) {
        return activities.call(CodecActivities.class, c -> c.keep(secret))
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start();
    }

    /** {@return all binary columns of a closed execution that are not empty; the input is the first} */
    private List<byte[]> columns(String runId) throws SQLException {
        List<byte[]> columns = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery("select * from activity_execution_closed where run_id = '" + runId + "'")) {
            assertThat(row.next()).isTrue();
            columns.add(row.getBytes("input"));
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                if (row.getObject(i) instanceof byte[] bytes) {
                    columns.add(bytes);
                }
            }
        }
        return columns;
    }

    /** {@return the text of the bytes, with Base64 parts decoded} */
    private static String readable(byte[] column) {
        String text = new String(column, StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder(text);
        for (String part : text.split("[^A-Za-z0-9+/=]+")) {
            if (part.length() > 7 && part.length() % 4 == 0) {
                all.append('\n').append(decoded(part));
            }
        }
        return all.toString();
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return part;
        }
    }
}

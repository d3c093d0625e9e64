package io.quarkiverse.activities.codec.aes.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkus.test.QuarkusUnitTest;

/** An application with two keys encrypts all payloads, decrypts payloads of the old key, and logs no warnings. */
class EncryptedPayloadsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String OLD = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static final String NEW = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Cards.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:encrypted;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.activities.codec.aes.keys.\"2026-01\"", OLD)
            .overrideConfigKey("quarkus.activities.codec.aes.keys.\"2026-07\"", NEW)
            .overrideConfigKey("quarkus.activities.codec.aes.current-key", "2026-07")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getMessage() != null && (record.getMessage().contains("Unrecognized configuration key")
                            || record.getLoggerName().startsWith("io.quarkiverse.activities")))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    @Singleton
    public static class Cards {

        @Activity(startToCloseTimeout = "30s")
        public String mask(String card) {
            return "masked " + card;
        }
    }

    @Inject
    ActivityClient activities;

    @Inject
    DataSource database;

    @Test
    void payloadsAreEncryptedInTheDatabase() throws Exception {
        ActivityHandle<String> handle = activities.call("Mask", String.class, "4111-1111").id("masked").start();
        assertThat(handle.result(LONG)).isEqualTo("masked 4111-1111");

        List<String> stored = stored("masked");
        assertThat(stored).hasSize(2).allSatisfy(payload -> assertThat(payload).contains("aes-gcm", "2026-07")
                .doesNotContain("4111"));
        assertThat(activities.handle("masked", String.class).result(LONG)).isEqualTo("masked 4111-1111");
    }

    @Test
    void payloadsOfAnOlderKeyAreStillRead() throws Exception {
        ActivityHandle<String> handle = activities.call("Mask", String.class, "5500").id("older").start();
        assertThat(handle.result(LONG)).isEqualTo("masked 5500");

        byte[] result = encryptedByOldKey("\"written before\"");
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE activity_execution_closed SET result = ? WHERE activity_id = 'older'")) {
            update.setBytes(1, result);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(activities.handle("older", String.class).result(LONG)).isEqualTo("written before");
    }

    /**
     * {@return a payload that a node wrote before the rotation: the engine's mark with the name of the codec, the key's ID, and
     * the AES-GCM data}
     */
    private static byte[] encryptedByOldKey(String json) throws GeneralSecurityException {
        byte[] name = "aes-gcm".getBytes(UTF_8);
        byte[] id = "2026-01".getBytes(UTF_8);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Base64.getDecoder().decode(OLD), "AES"));
        cipher.updateAAD(id);
        byte[] encrypted = cipher.doFinal(json.getBytes(UTF_8));
        return ByteBuffer.allocate(2 + name.length + 1 + id.length + cipher.getIV().length + encrypted.length)
                .put((byte) 1).put((byte) name.length).put(name)
                .put((byte) id.length).put(id).put(cipher.getIV()).put(encrypted).array();
    }

    private List<String> stored(String activityId) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT input, result FROM activity_execution_closed WHERE activity_id = '" + activityId + "'")) {
            List<String> payloads = new ArrayList<>();
            while (rows.next()) {
                payloads.add(new String(rows.getBytes(1), ISO_8859_1));
                payloads.add(new String(rows.getBytes(2), ISO_8859_1));
            }
            return payloads;
        }
    }
}

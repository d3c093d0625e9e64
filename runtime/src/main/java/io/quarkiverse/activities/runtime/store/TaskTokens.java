package io.quarkiverse.activities.runtime.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Creates and reads task tokens. A token names a run and a fence. It is signed with a key that is stored only in this database,
 * so nobody can forge one.
 */
@Singleton
public class TaskTokens {

    /** The attempt that a token names. */
    public record NamedAttempt(UUID runId, int fence) {
    }

    private static final Logger LOG = Logger.getLogger(TaskTokens.class);
    private static final byte VERSION = 1;
    private static final int NAME_BYTES = 1 + 16 + 4;
    private static final int SIGNATURE_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final StoreTransactions transactions;
    private final String findKey;
    private volatile SecretKeySpec key;

    TaskTokens(StoreTransactions transactions, PhysicalNames names) {
        this.transactions = transactions;
        findKey = names.apply("SELECT token_key FROM activity_schema WHERE id = 1");
    }

    /** {@return the token of an attempt} */
    public String of(UUID runId, int fence) {
        ByteBuffer token = ByteBuffer.allocate(NAME_BYTES + SIGNATURE_BYTES).put(VERSION)
                .putLong(runId.getMostSignificantBits()).putLong(runId.getLeastSignificantBits()).putInt(fence);
        token.put(signature(Arrays.copyOf(token.array(), NAME_BYTES)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * {@return the attempt that the token names; it may have ended already}
     *
     * @throws IllegalArgumentException if the string is not a task token, or was not created by this database
     */
    public NamedAttempt read(String token) {
        if (token == null) {
            throw unreadable();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        if (bytes.length != NAME_BYTES + SIGNATURE_BYTES || bytes[0] != VERSION) {
            throw unreadable();
        }
        byte[] expected = signature(Arrays.copyOf(bytes, NAME_BYTES));
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, NAME_BYTES, bytes.length))) {
            throw new IllegalArgumentException("The task token was not created by this application's database. It is corrupted,"
                    + " forged, or comes from another environment. Pass the token from ActivityContext.taskToken() unchanged");
        }
        ByteBuffer name = ByteBuffer.wrap(bytes, 1, NAME_BYTES - 1);
        return new NamedAttempt(new UUID(name.getLong(), name.getLong()), name.getInt());
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "This is not a task token. Pass the token from ActivityContext.taskToken() unchanged");
    }

    private byte[] signature(byte[] name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return Arrays.copyOf(mac.doFinal(name), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not support " + ALGORITHM
                    + ", which signs task tokens", e);
        }
    }

    /** Reads the key ahead of time, so that no token waits for the database. If this fails, the first use reads it again. */
    public void load() {
        try {
            key();
        } catch (RuntimeException e) {
            LOG.debug("Could not read the key that signs task tokens. The first use of a token will try again", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec current = key;
        if (current == null) {
            current = new SecretKeySpec(transactions.ask(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(findKey);
                        ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("The table activity_schema is empty, so there is no key to sign task"
                                + " tokens. Run the schema files again");
                    }
                    return row.getBytes(1);
                }
            }), ALGORITHM);
            key = current;
        }
        return current;
    }
}

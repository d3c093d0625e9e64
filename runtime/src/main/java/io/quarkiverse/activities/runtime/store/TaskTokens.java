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
 * Task tokens: they name a run and a fence, and are signed with a key that only this database knows, so nobody can make one up.
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

    public String of(UUID runId, int fence) {
        ByteBuffer token = ByteBuffer.allocate(NAME_BYTES + SIGNATURE_BYTES).put(VERSION)
                .putLong(runId.getMostSignificantBits()).putLong(runId.getLeastSignificantBits()).putInt(fence);
        token.put(signature(Arrays.copyOf(token.array(), NAME_BYTES)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * {@return the attempt that this token names, which may have ended}
     *
     * @throws IllegalArgumentException if it is no token, or not one of this database
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
            throw new IllegalArgumentException("The task token was not made by this application's database: it is garbled, made"
                    + " up, or comes from another environment");
        }
        ByteBuffer name = ByteBuffer.wrap(bytes, 1, NAME_BYTES - 1);
        return new NamedAttempt(new UUID(name.getLong(), name.getLong()), name.getInt());
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("This is no task token: pass the one of ActivityContext.taskToken() as it is");
    }

    private byte[] signature(byte[] name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return Arrays.copyOf(mac.doFinal(name), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
        }
    }

    /** Reads the key, so that no token has to wait for the database later. Whoever needs it where that failed is told. */
    public void load() {
        try {
            key();
        } catch (RuntimeException e) {
            LOG.debug("The key of task tokens cannot be read yet", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec current = key;
        if (current == null) {
            current = new SecretKeySpec(transactions.run(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(findKey);
                        ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("The table of the schema's version is empty: run the schema files");
                    }
                    return row.getBytes(1);
                }
            }), ALGORITHM);
            key = current;
        }
        return current;
    }
}

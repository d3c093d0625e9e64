package io.quarkiverse.activities.runtime.client.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Where the next page of a list begins. Sealed with the query, against mistakes and not against malice: whoever makes one up
 * sees another part of the same list.
 */
final class PageToken {

    private static final byte VERSION = 1;
    private static final int PLACE_BYTES = 1 + 16;
    private static final int SEAL_BYTES = 8;

    private PageToken() {
    }

    /** {@return the token of the page after this run} */
    static String after(UUID run, String query) {
        byte[] place = ByteBuffer.allocate(PLACE_BYTES).put(VERSION).putLong(run.getMostSignificantBits())
                .putLong(run.getLeastSignificantBits()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(PLACE_BYTES + SEAL_BYTES).put(place).put(seal(place, query)).array());
    }

    /**
     * {@return the last run of the page before}
     *
     * @throws IllegalArgumentException if it is no token, or one of another query
     */
    static UUID read(String token, String query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        if (bytes.length != PLACE_BYTES + SEAL_BYTES || bytes[0] != VERSION) {
            throw unreadable();
        }
        byte[] place = Arrays.copyOf(bytes, PLACE_BYTES);
        if (!Arrays.equals(seal(place, query), Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length))) {
            throw new IllegalArgumentException("The page token belongs to another query, or is garbled: pass the nextPageToken"
                    + " of the page before as it is, with the very same query");
        }
        ByteBuffer run = ByteBuffer.wrap(place, 1, PLACE_BYTES - 1);
        return new UUID(run.getLong(), run.getLong());
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("This is no page token: pass the nextPageToken of the page before as it is, or null"
                + " for the first page");
    }

    private static byte[] seal(byte[] place, String query) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(place);
            return Arrays.copyOf(digest.digest(query.getBytes(UTF_8)), SEAL_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}

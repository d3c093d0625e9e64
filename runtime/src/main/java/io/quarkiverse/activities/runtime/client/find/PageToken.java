package io.quarkiverse.activities.runtime.client.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Encodes where the next page of a list begins. A checksum over the query detects a token that is used with another query. It
 * does not protect against forgery: a forged token only shows another part of the same list.
 */
final class PageToken {

    private static final byte VERSION = 1;
    private static final int POSITION_BYTES = 1 + 16;
    private static final int CHECKSUM_BYTES = 8;

    private PageToken() {
    }

    /** {@return the token of the page after this run} */
    static String after(UUID run, String query) {
        byte[] position = ByteBuffer.allocate(POSITION_BYTES).put(VERSION).putLong(run.getMostSignificantBits())
                .putLong(run.getLeastSignificantBits()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(POSITION_BYTES + CHECKSUM_BYTES).put(position).put(checksum(position, query)).array());
    }

    /**
     * {@return the last run of the previous page}
     *
     * @throws IllegalArgumentException if the text is not a page token, or if the token belongs to another query
     */
    static UUID read(String token, String query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        if (bytes.length != POSITION_BYTES + CHECKSUM_BYTES || bytes[0] != VERSION) {
            throw unreadable();
        }
        byte[] position = Arrays.copyOf(bytes, POSITION_BYTES);
        if (!Arrays.equals(checksum(position, query), Arrays.copyOfRange(bytes, POSITION_BYTES, bytes.length))) {
            throw new IllegalArgumentException("The page token belongs to another query or is corrupt. Pass the nextPageToken"
                    + " of the previous page unchanged, with the same query");
        }
        ByteBuffer run = ByteBuffer.wrap(position, 1, POSITION_BYTES - 1);
        return new UUID(run.getLong(), run.getLong());
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("This is not a page token. Pass the nextPageToken of the previous page unchanged,"
                + " or null for the first page");
    }

    private static byte[] checksum(byte[] position, String query) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(position);
            return Arrays.copyOf(digest.digest(query.getBytes(UTF_8)), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}

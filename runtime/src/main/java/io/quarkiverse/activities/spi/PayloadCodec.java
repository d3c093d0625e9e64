package io.quarkiverse.activities.spi;

/**
 * Transforms the bytes of payloads on their way into the database and back, for example to encrypt or compress them. The engine
 * uses every CDI bean of this type, without further configuration.
 * <p>
 * <b>Scope:</b> codecs transform arguments, results, heartbeat details, the details of failures and cancellations, and the
 * header with the entries of context propagators and interceptors. They do not transform failure messages, failure types and
 * stack traces, which stay readable for operators, so keep secrets out of them. Ids, activity types and reasons are not
 * transformed either.
 * <p>
 * <b>Order:</b> the bean with the smallest {@link jakarta.annotation.Priority} value encodes a payload first, and therefore
 * receives the JSON. A bean without a priority counts as 0. A codec that compresses needs a smaller value than one that
 * encrypts.
 * <p>
 * <b>Marking:</b> each codec that changes a payload is recorded in front of the bytes that it wrote: a byte (1) with which no
 * JSON document starts, and the name of the codec. The payload therefore determines how it is decoded, not the current
 * configuration. Rows that were written before you added a codec are still readable, and you can change the order at any time.
 * To retire a codec, let its {@code encode} return its argument, and remove the codec when the last row that it wrote is gone.
 * Only the name is recorded. A codec that rotates keys must write the ID of the key into its own bytes.
 * <p>
 * A codec is called by many threads at once. Its exceptions become a
 * {@link io.quarkiverse.activities.failure.PayloadConversionException}: a start fails with it, an attempt fails with it and is
 * retried according to the retry policy, and a handle throws it. All nodes that share a database need the same codecs.
 */
public interface PayloadCodec {

    /**
     * {@return the name that payloads of this codec carry: at most 255 bytes in UTF-8, unique among the codecs of an
     * application, and never changed}
     */
    String name();

    /**
     * {@return the encoded bytes, or the same array to leave this payload as it is}
     *
     * @param data a payload, which must not be changed
     */
    byte[] encode(byte[] data);

    /**
     * {@return the bytes that {@link #encode} received when it returned the given bytes}
     *
     * @param data bytes that a codec of this name returned, now or in an earlier version of the application; must not be
     *        changed
     */
    byte[] decode(byte[] data);
}

package io.quarkiverse.activities.spi;

/**
 * Changes the bytes of payloads on their way into the database and back: encryption, compression. Every CDI bean of
 * this type takes part, without further configuration.
 * <p>
 * <b>What passes through:</b> arguments, results, heartbeat details, the details of failures and cancellations, and the
 * header that context propagators and interceptors fill. Failure messages, failure types and stack traces do not: they
 * stay readable for whoever looks after the application, so keep secrets out of them. Nor do ids, activity types and
 * reasons.
 * <p>
 * <b>Order:</b> a payload is encoded by the bean with the smallest {@link jakarta.annotation.Priority} value first,
 * which therefore sees the JSON; a bean without one counts as 0. So a codec that compresses needs a smaller value than
 * one that encrypts.
 * <p>
 * <b>Marking:</b> each codec that changed a payload is named in front of the bytes it wrote, behind a byte (1) with
 * which no JSON document starts. What a codec is to decode is told by the payload, not by the configuration of today:
 * rows that were written before a codec was added are read as they are, the order may be changed at any time, and a
 * codec can be taken out of use by letting its {@code encode} return what it is given, and removed once the last row it
 * wrote is gone. The name is all that is recorded: which key was used is for the codec to write into its own bytes, so
 * that keys can be rotated.
 * <p>
 * A codec is called by many threads at once. Its exceptions become a
 * {@link io.quarkiverse.activities.failure.PayloadConversionException}: a start fails with it, an attempt fails with it
 * and is retried by policy, a handle throws it. All nodes that share a database need the same codecs.
 */
public interface PayloadCodec {

    /**
     * {@return the name that payloads of this codec carry: at most 255 bytes in UTF-8, unique among the codecs of an
     * application, never to be changed}
     */
    String name();

    /**
     * {@return the encoded bytes, or the very array that was given to leave this payload as it is}
     *
     * @param data a payload, which must not be changed
     */
    byte[] encode(byte[] data);

    /**
     * {@return what {@link #encode} was given when it returned these bytes}
     *
     * @param data bytes that a codec of this name returned, now or in an earlier version of the application; must not
     *        be changed
     */
    byte[] decode(byte[] data);
}

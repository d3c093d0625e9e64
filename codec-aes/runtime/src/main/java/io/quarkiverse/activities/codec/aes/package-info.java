/** Encrypts payloads; knows nothing of activities but the {@code PayloadCodec} interface. */
package io.quarkiverse.activities.codec.aes;

/** Encrypts payloads. Depends only on the {@code PayloadCodec} interface of the activities extension. */
package io.quarkiverse.activities.codec.aes;

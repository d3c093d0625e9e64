package io.quarkiverse.activities.codec.aes;

import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;

/** The keys that encrypt payloads. */
@ConfigMapping(prefix = "quarkus.activities.codec.aes")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface AesCodecConfig {

    /**
     * A key that encrypts or decrypts payloads: 32 bytes in Base64, as printed by `openssl rand -base64 32`. Each payload
     * contains the ID of its key. Keep a key for as long as there are payloads that were encrypted with it, and never change
     * the bytes of an ID. An ID has at most 255 bytes in UTF-8.
     */
    @ConfigDocMapKey("id")
    Map<String, String> keys();

    /**
     * The ID of the key that encrypts new payloads. Required; must be one of `keys`. Configure a key on all nodes before you
     * make it the current one on any node.
     */
    Optional<String> currentKey();
}

package io.quarkiverse.activities.it.chaos;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** The run and the fence in a task token, which also has a version and a signature. */
record Token(UUID run, int fence) {

    static Token read(String token) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token), 1, 20);
        return new Token(new UUID(bytes.getLong(), bytes.getLong()), bytes.getInt());
    }
}

package io.quarkiverse.activities.test.payload;

import java.nio.charset.StandardCharsets;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.spi.PayloadCodec;

/** Two codecs: one makes payloads unreadable while it is on, the other adds a label and records its input. */
public class Codecs {

    private Codecs() {
    }

    @Singleton
    @Priority(10)
    public static class Flip implements PayloadCodec {

        volatile boolean on = true;

        @Override
        public String name() {
            return "flip";
        }

        @Override
        public byte[] encode(byte[] data) {
            return on ? flipped(data) : data;
        }

        @Override
        public byte[] decode(byte[] data) {
            return flipped(data);
        }

        private static byte[] flipped(byte[] data) {
            byte[] flipped = new byte[data.length];
            for (int i = 0; i < data.length; i++) {
                flipped[i] = (byte) ~data[i];
            }
            return flipped;
        }
    }

    @Singleton
    @Priority(20)
    public static class Label implements PayloadCodec {

        private static final byte[] LABEL = "label:".getBytes(StandardCharsets.US_ASCII);

        @Override
        public String name() {
            return "label";
        }

        @Override
        public byte[] encode(byte[] data) {
            if (data[0] != 1) {
                return data; // no other codec has encoded it
            }
            byte[] labelled = new byte[LABEL.length + data.length];
            System.arraycopy(LABEL, 0, labelled, 0, LABEL.length);
            System.arraycopy(data, 0, labelled, LABEL.length, data.length);
            return labelled;
        }

        @Override
        public byte[] decode(byte[] data) {
            byte[] plain = new byte[data.length - LABEL.length];
            System.arraycopy(data, LABEL.length, plain, 0, plain.length);
            return plain;
        }
    }
}

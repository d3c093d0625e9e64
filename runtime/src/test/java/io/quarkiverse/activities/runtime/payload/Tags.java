package io.quarkiverse.activities.runtime.payload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.activities.spi.PayloadCodec;

/** A codec that prepends a tag while it is switched on. */
final class Tags implements PayloadCodec {

    private final String name;
    private final byte[] tag;
    boolean on = true;

    Tags(String name) {
        this.name = name;
        tag = ("<" + name + ">").getBytes(StandardCharsets.UTF_8);
    }

    /** {@return these codecs in the order of ArC; the first argument has the smallest priority} */
    static PayloadCodecs codecs(PayloadCodec... smallestFirst) {
        List<PayloadCodec> highestFirst = new ArrayList<>(List.of(smallestFirst));
        Collections.reverse(highestFirst);
        return new PayloadCodecs(highestFirst);
    }

    static Payloads payloads(PayloadCodec... smallestFirst) {
        return new Payloads(PayloadMappers.own(List.of()), codecs(smallestFirst), false, false, ReflectionWatch.none());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] encode(byte[] data) {
        if (!on) {
            return data;
        }
        byte[] tagged = new byte[tag.length + data.length];
        System.arraycopy(tag, 0, tagged, 0, tag.length);
        System.arraycopy(data, 0, tagged, tag.length, data.length);
        return tagged;
    }

    @Override
    public byte[] decode(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        String prefix = new String(tag, StandardCharsets.UTF_8);
        if (!text.startsWith(prefix)) {
            throw new IllegalStateException(name + " cannot read " + text);
        }
        return text.substring(prefix.length()).getBytes(StandardCharsets.UTF_8);
    }
}

package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Sends heartbeats as Temporal's Java SDK does: the first at once, and then at most one in 80 % of the heartbeat timeout, the
 * latest details. What the server answers is thrown by the next heartbeat.
 */
final class HeartbeatSender {

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(60);

    private final VirtualTime time;
    private final Duration interval;
    private final Function<JsonNode, String> server;
    private JsonNode unsent;
    private String thrown;
    private boolean heard;
    private VirtualTime.Planned next;

    /**
     * @param step what it takes to send a heartbeat
     * @param server answers with what the heartbeat throws, or null
     */
    HeartbeatSender(VirtualTime time, Duration step, Duration timeout, Function<JsonNode, String> server) {
        this.time = time;
        this.server = server;
        Duration wanted = timeout.isZero() ? DEFAULT_INTERVAL : timeout.multipliedBy(8).dividedBy(10);
        interval = (wanted.compareTo(LONGEST_INTERVAL) < 0 ? wanted : LONGEST_INTERVAL).plus(step);
    }

    /** {@return what the heartbeat throws, or null} */
    String beat(JsonNode details) {
        unsent = details;
        if (next == null) {
            send();
        }
        return thrown;
    }

    private void send() {
        JsonNode details = unsent;
        unsent = null;
        String answer = server.apply(details);
        thrown = answer == null || heard ? thrown : answer;
        next = time.after(interval, () -> {
            next = null;
            if (unsent != null) {
                send();
            }
        });
    }

    /** The next heartbeat throws this, unless an earlier answer made it throw something else. */
    void hear(String toThrow) {
        if (thrown == null) {
            thrown = toThrow;
            heard = true;
        }
    }

    /** {@return details that were not sent, or null} */
    JsonNode unsent() {
        return unsent;
    }

    void close() {
        if (next != null) {
            next.cancel();
        }
    }
}

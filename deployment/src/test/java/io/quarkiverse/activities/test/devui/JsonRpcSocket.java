package io.quarkiverse.activities.test.devui;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A JSON-RPC client of the Dev UI, like a browser. {@code DevUIJsonRPCTest} of Quarkus does not support streams, and waits
 * three seconds for each answer.
 */
final class JsonRpcSocket implements WebSocket.Listener, AutoCloseable {

    private static final int WAIT_SECONDS = 60;

    private final ObjectMapper mapper = new ObjectMapper();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private int id;

    JsonRpcSocket(int port) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/q/dev-ui/json-rpc-ws"), this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(mapper.readTree(text.toString()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** {@return the result of a call of this method} */
    JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        send(method, parameters);
        return await(message -> "Response".equals(message.path("messageType").asText())).path("object");
    }

    /** Subscribes to a stream. Only one subscription is supported at a time. */
    void subscribe(String method, Map<String, Object> parameters) throws Exception {
        send(method, parameters);
    }

    /** {@return the next value of the stream that matches} */
    JsonNode next(Predicate<JsonNode> predicate) throws Exception {
        return await(message -> "SubscriptionMessage".equals(message.path("messageType").asText())
                && predicate.test(message.path("object"))).path("object");
    }

    void unsubscribe() throws Exception {
        send(id, "unsubscribe", Map.of());
    }

    private void send(String method, Map<String, Object> parameters) throws Exception {
        send(++id, "quarkus-activities_" + method, parameters);
    }

    private void send(int request, String method, Map<String, Object> parameters) throws Exception {
        socket.sendText(mapper.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", request, "method", method, "params", parameters)), true).join();
    }

    private JsonNode await(Predicate<JsonNode> predicate) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        JsonNode latest = null;
        JsonNode message;
        while ((message = messages.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
            if (message.path("id").asInt() == id) {
                latest = message;
                if (predicate.test(message.path("result"))) {
                    return message.path("result");
                }
            }
        }
        return fail("No matching message within " + WAIT_SECONDS + " s; the latest was " + latest);
    }

    @Override
    public void close() {
        socket.abort();
    }
}

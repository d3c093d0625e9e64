package shop;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Stands for the client of a card gateway that deduplicates by key. */
@ApplicationScoped
public class CardGateway {

    private final Map<String, String> receipts = new ConcurrentHashMap<>();

    public String charge(String idempotencyKey, long order, BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new CardDeclinedException("Order " + order + ": nothing to charge");
        }
        return receipts.computeIfAbsent(idempotencyKey, key -> "R-" + order);
    }
}

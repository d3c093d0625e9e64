package io.quarkiverse.activities.sample.orders;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Renders invoices, slowly. */
@ApplicationScoped
public class Renderer {

    @ConfigProperty(name = "orders.time-per-page")
    Duration timePerPage;

    Rendering nextPage(long orderId, Rendering soFar) {
        try {
            Thread.sleep(timePerPage.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rendering page " + (soFar.pages() + 1), e);
        }
        return soFar.with("Invoice for order %d, page %d of %d%n".formatted(orderId, soFar.pages() + 1, soFar.of()));
    }
}

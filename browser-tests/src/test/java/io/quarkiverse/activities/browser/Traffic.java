package io.quarkiverse.activities.browser;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.browser.Shop.Item;
import io.quarkiverse.activities.browser.Shop.Order;
import io.quarkus.scheduler.Scheduled;

/** Starts a few executions of each kind at first, and more every second. */
@Singleton
public class Traffic {

    private static final String[] CUSTOMERS = { "ada", "grace", "edsger", "barbara", "tony" };

    private final AtomicInteger seconds = new AtomicInteger();

    @Inject
    ActivityClient activities;

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everySecond() {
        int second = seconds.getAndIncrement();
        if (second == 0) {
            activities.call(Shop.class, s -> s.importCatalogue(1000)).id("catalogue").start();
            activities.call(Shop.class, s -> s.exchangeRate("EUR", "CHF")).id("rate-eur-chf").start();
            activities.call(Shop.class, s -> s.exchangeRate("EUR", "GBP")).id("rate-eur-gbp").start();
            charge(2, new BigDecimal("1250.00"));
            activities.callVoid(Shop.class, s -> s.sendMail("all@example.com", "Our newsletter")).id("newsletter")
                    .startDelay(Duration.ofHours(2)).start();
        }
        if (second % 2 == 0) {
            charge(second, new BigDecimal("19.90"));
        }
        for (int i = 0; i < 3 + 6 * (second % 5); i++) {
            String recipient = CUSTOMERS[i % 5] + "@example.com";
            activities.callVoid(Shop.class, s -> s.sendMail(recipient, "Your order " + second))
                    .id("mail-" + second + "-" + i).start();
        }
    }

    private void charge(int second, BigDecimal total) {
        String customer = CUSTOMERS[second / 2 % CUSTOMERS.length];
        activities
                .call(Shop.class,
                        s -> s.charge(new Order(customer, List.of(new Item("lamp-4", 1), new Item("bulb-2", 3)), total,
                                second % 4 == 0)))
                .id("order-" + (100 + seconds.get()) + (total.intValue() > 1000 ? "-large" : "")).start();
    }
}

package io.quarkiverse.activities.sample.orders;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import io.quarkus.runtime.StartupEvent;

/** Fills the stock if the database is new. */
@ApplicationScoped
public class Warehouse {

    static final int PER_ARTICLE = 10_000;

    static final List<String> ARTICLES = List.of("BEAN-ETH-250", "BEAN-COL-250", "BEAN-BRA-1000", "GRINDER-H1", "KETTLE-G9",
            "DRIPPER-02", "FILTER-100", "SCALE-01", "MUG-BLUE", "MUG-WHITE");

    @Transactional
    void fill(@Observes StartupEvent event) {
        if (Stock.count() == 0) {
            for (String sku : ARTICLES) {
                Stock stock = new Stock();
                stock.sku = sku;
                stock.available = PER_ARTICLE;
                stock.persist();
            }
        }
    }
}

package io.quarkiverse.activities.sample.orders;

/** There is not enough stock of an article. A retry would not help. */
public class OutOfStockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfStockException(String sku, int quantity) {
        super("There are fewer than " + quantity + " pieces of " + sku + " in stock");
    }
}

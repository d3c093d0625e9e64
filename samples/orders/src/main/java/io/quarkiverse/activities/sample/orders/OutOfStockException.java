package io.quarkiverse.activities.sample.orders;

/** There is not enough of an article. Trying again does not help. */
public class OutOfStockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfStockException(String sku, int quantity) {
        super("There are not " + quantity + " of " + sku);
    }
}

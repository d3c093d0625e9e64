package io.quarkiverse.activities.sample.orders;

/** The bank refuses to charge the card. A retry would not help. */
public class CardDeclinedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CardDeclinedException() {
        super("The card is declined");
    }
}

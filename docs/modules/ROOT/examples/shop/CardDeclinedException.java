package shop;

public class CardDeclinedException extends RuntimeException {

    public CardDeclinedException(String message) {
        super(message);
    }
}

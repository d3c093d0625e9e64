package travel;

public class NoVacancyException extends RuntimeException {

    public NoVacancyException(String message) {
        super(message);
    }
}

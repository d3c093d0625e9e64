package webhook;

import jakarta.enterprise.context.ApplicationScoped;

/** Stands for the client of a card gateway that answers later, to the endpoint of {@link ChargeResource}. */
@ApplicationScoped
public class Gateway {

    private volatile String lastToken;

    void requestCharge(String order, String taskToken) {
        lastToken = taskToken;
    }

    /** {@return the token of the latest request} */
    public String lastToken() {
        return lastToken;
    }
}

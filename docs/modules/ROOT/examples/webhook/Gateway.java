package webhook;

import jakarta.enterprise.context.ApplicationScoped;

/** Stands for the client of a card gateway that answers later, to the endpoint of {@link ChargeResource}. */
@ApplicationScoped
public class Gateway {

    private volatile String token;

    void ask(String order, String taskToken) {
        token = taskToken;
    }

    /** {@return what the gateway was given last} */
    public String token() {
        return token;
    }
}

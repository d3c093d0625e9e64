package recurring;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkus.logging.Log;

@ApplicationScoped
public class Suppliers {

    @Activity(startToCloseTimeout = "30m")
    public void syncStock() {
        Log.info("Reading the stock of all suppliers");
    }
}

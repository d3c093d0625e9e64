package travel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;

@ApplicationScoped
public class Embassy {

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "30d")
    public String askForVisa(String traveler) {
        // here you would send the application to the embassy
        context.doNotCompleteOnReturn();
        return null;
    }
}

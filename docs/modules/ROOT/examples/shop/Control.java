package shop;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;

@ApplicationScoped
public class Control {

    @Inject
    ActivityClient activities;

    // tag::cancel[]
    public void cancel(String id, String user, String requestId) {
        activities.handle(id, Object.class)
                .cancel(RequestOptions.because("The customer does not want it any more").identity(user).requestId(requestId));
    }
    // end::cancel[]

    // tag::slower[]
    public void allowMoreTime(String id) {
        ActivityHandle<Object> handle = activities.handle(id, Object.class);
        handle.updateOptions(OptionsUpdate.create().startToCloseTimeout(Duration.ofMinutes(30)));
        handle.reset();
    }
    // end::slower[]
}

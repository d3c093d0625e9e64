package timeouts;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;

@ApplicationScoped
public class Thumbnails {

    // tag::activity[]
    @Activity(startToCloseTimeout = "2m")
    public String thumbnail(String picture) {
        return "thumbnail of " + picture;
    }
    // end::activity[]
}

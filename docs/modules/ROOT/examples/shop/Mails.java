package shop;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.TaskQueue;
import io.quarkus.logging.Log;

// tag::queue[]
@ApplicationScoped
@TaskQueue("mail")
public class Mails {

    @Activity(startToCloseTimeout = "10s")
    public void sendMail(String to, String text) {
        Log.infof("Mail to %s: %s", to, text);
    }
}
// end::queue[]

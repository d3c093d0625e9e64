package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;

@ApplicationScoped
public class Stamps {

    private static final Logger LOG = Logger.getLogger(Stamps.class);

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "5s")
    public int stamp(int letters) throws InterruptedException {
        int done = context.heartbeatDetails(Integer.class).orElse(0); // <1>
        LOG.infof("Stamping, %d of %d letters are done", done, letters);
        try {
            while (done < letters) {
                Thread.sleep(100); // the work
                context.heartbeat(++done); // <2>
            }
        } catch (ActivityCanceledException e) { // <3>
            LOG.infof("Canceled after %d letters", done);
            throw e;
        }
        return done;
    }
}

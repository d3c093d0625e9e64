package shop;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.spi.ActivityInvocation;
import io.quarkiverse.activities.spi.ActivityWorkerInterceptor;

// tag::interceptor[]
@Singleton
public class AttemptTimer implements ActivityWorkerInterceptor {

    private static final Logger LOG = Logger.getLogger(AttemptTimer.class);

    @Override
    public CompletionStage<Object> execute(ActivityInvocation invocation) {
        long begin = System.nanoTime();
        return invocation.proceed().whenComplete((result, failure) -> LOG.debugf("%s took %s",
                invocation.info().activityType(), Duration.ofNanos(System.nanoTime() - begin)));
    }
}
// end::interceptor[]

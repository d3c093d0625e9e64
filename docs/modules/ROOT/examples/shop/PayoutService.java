package shop;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;

@ApplicationScoped
public class PayoutService {

    private static final Logger LOG = Logger.getLogger(PayoutService.class);

    @Inject
    ActivityClient activities;

    // tag::follow-up[]
    public ActivityHandle<String> requestPayout(String account, BigDecimal amount) {
        return activities.call(Payouts.class, p -> p.payOut(account, amount))
                .onFailure(PayoutService.class, s -> s.notifyAccounting(account, amount)) // <1>
                .start();
    }

    @Activity(startToCloseTimeout = "10s")
    public void notifyAccounting(String account, BigDecimal amount) { // <2>
        LOG.warnf("Could not pay %s to %s", amount, account);
    }
    // end::follow-up[]
}

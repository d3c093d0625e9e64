package shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;

@ApplicationScoped
public class Stockroom {

    @Inject
    ActivityClient activities;

    // tag::chain[]
    @Activity(startToCloseTimeout = "10s")
    @Transactional
    public void reserve(long purchaseId) {
        Purchase purchase = Purchase.findById(purchaseId);
        purchase.reserved = true;
        activities.call(Payments.class, p -> p.charge(purchaseId, purchase.amount))
                .id("purchase-" + purchaseId)
                .start();
    }
    // end::chain[]
}

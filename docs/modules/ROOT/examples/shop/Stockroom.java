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
    public void reserve(long id) {
        Purchase purchase = Purchase.findById(id);
        purchase.reserved = true;
        activities.call(Payments.class, p -> p.charge(id, purchase.amount)).id("purchase-" + id).start();
    }
    // end::chain[]
}

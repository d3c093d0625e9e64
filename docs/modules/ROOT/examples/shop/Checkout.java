package shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;

@ApplicationScoped
public class Checkout {

    @Inject
    ActivityClient activities;

    // tag::join[]
    @Transactional
    public void buy(Purchase purchase) {
        purchase.persist();
        activities.call(Payments.class, p -> p.charge(purchase.id, purchase.amount))
                .id("purchase-" + purchase.id)
                .start();
    }
    // end::join[]

    // tag::result[]
    public String receipt(long id) {
        ActivityHandle<String> charge = activities.handle("purchase-" + id, String.class);
        return charge.result();
    }
    // end::result[]
}

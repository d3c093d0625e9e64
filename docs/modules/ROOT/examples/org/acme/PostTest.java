package org.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PostTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Test
    void deliversAtTheThirdAttempt() throws Exception {
        ActivityHandle<String> letter = activities.call(Letters.class, letters -> letters.deliver("Ada")).start();

        assertEquals("Delivered to Ada", letter.result(TIMEOUT)); // <1>

        ActivityDescription description = letter.describe();
        assertEquals(3, description.attempt());
        assertEquals(2, description.failures().size());
        assertEquals("Nobody at home", description.failures().get(0).failure().getMessage());
    }

    @Test
    void stopsWhenCanceled() throws Exception {
        ActivityHandle<Integer> stamping = activities.call(Stamps.class, stamps -> stamps.stamp(1_000_000)).start();
        ActivityDescription description = stamping.describe();
        while (description.heartbeatDetails(Integer.class).isEmpty()) {
            description = stamping.awaitChange(description, TIMEOUT); // <2>
        }

        stamping.cancel("The test has seen enough");

        ActivityFailedException thrown = assertThrows(ActivityFailedException.class, () -> stamping.result(TIMEOUT));
        assertInstanceOf(CanceledFailure.class, thrown.getCause()); // <3>
    }
}

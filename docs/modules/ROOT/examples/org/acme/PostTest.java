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

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Test
    void aLetterIsDeliveredAtTheThirdAttempt() throws Exception {
        ActivityHandle<String> letter = activities.call(Letters.class, l -> l.deliver("Ada", null)).start();

        assertEquals("Delivered to Ada", letter.result(LONG_ENOUGH)); // <1>

        ActivityDescription seen = letter.describe();
        assertEquals(3, seen.attempt());
        assertEquals(2, seen.failures().size());
        assertEquals("Nobody at home", seen.failures().get(0).failure().getMessage());
    }

    @Test
    void stampingIsCanceled() throws Exception {
        ActivityHandle<Integer> stamps = activities.call(Stamps.class, s -> s.stamp(1_000_000, null)).start();
        ActivityDescription seen = stamps.describe();
        while (seen.heartbeatDetails(Integer.class).isEmpty()) {
            seen = stamps.awaitChange(seen, LONG_ENOUGH); // <2>
        }

        stamps.cancel("Seen enough");

        ActivityFailedException thrown = assertThrows(ActivityFailedException.class, () -> stamps.result(LONG_ENOUGH));
        assertInstanceOf(CanceledFailure.class, thrown.getCause()); // <3>
    }
}

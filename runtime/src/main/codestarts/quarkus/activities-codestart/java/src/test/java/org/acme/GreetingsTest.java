package org.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class GreetingsTest {

    @Inject
    ActivityClient activities;

    @Test
    void greetsAtTheThirdAttempt() throws Exception {
        ActivityHandle<String> greeting = activities.call(Greetings.class, greetings -> greetings.greet("Ada")).start();

        assertEquals("Hello Ada", greeting.result(Duration.ofSeconds(60)));
        assertEquals(3, greeting.describe().attempt());
    }
}

package io.quarkiverse.activities.it.chaos;

import java.time.Instant;

/** The time of a trouble. */
record Period(String trouble, Instant from, Instant to) {
}

package io.quarkiverse.activities.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the same tests against the packaged application: the JAR, or the native executable with the profile {@code native}. */
@QuarkusIntegrationTest
class ActivitiesResourceIT extends ActivitiesResourceTest {
}

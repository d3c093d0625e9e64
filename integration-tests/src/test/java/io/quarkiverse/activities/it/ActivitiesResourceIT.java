package io.quarkiverse.activities.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged application: the jar, or with the profile {@code native} the native executable. */
@QuarkusIntegrationTest
class ActivitiesResourceIT extends ActivitiesResourceTest {
}

package io.quarkiverse.activities.test.schema;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class LockedPathH2Test extends LockedPathTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.H2);
}

package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.schema.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

class CodecH2Test extends CodecTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.H2.app("payload_codec")
            .withApplicationRoot(jar -> jar.addClasses(CodecTest.class, TestDatabase.class, Codecs.class, Secrets.class));
}

package io.quarkiverse.activities.test.payload;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests payloads of an application with codecs and a mapper of its own. */
@OnEachDatabase
class CodecTest extends EncodedPayloads {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("payload_codec")
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Codecs.class, CodecActivities.class,
                    QualifiedMapper.Mappers.class, QualifiedMapper.Appointments.class));
}

package org.acme;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** Runs the guide's own test, with the guide's own configuration. */
@TestProfile(RunPostTest.Configuration.class)
class RunPostTest extends PostTest {

    public static class Configuration implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Properties guide = new Properties();
            try (Reader file = Files.newBufferedReader(Path.of("modules/ROOT/examples/org/acme/application.properties"))) {
                guide.load(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Map<String, String> configuration = new HashMap<>();
            guide.stringPropertyNames().forEach(name -> configuration.put(name, guide.getProperty(name)));
            configuration.put("quarkus.http.test-port", "0");
            // A codec that wants keys, and activities that a test beside this one replaces
            configuration.put("quarkus.arc.exclude-types", "shop.AesGcmCodec,files.FileActivities");
            return configuration;
        }
    }
}

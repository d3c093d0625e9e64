package io.quarkiverse.activities.codec.aes.deployment;

import io.quarkiverse.activities.codec.aes.AesGcmCodec;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;

/** Adds the codec, which the engine finds as it finds those of the application. */
class AesCodecProcessor {

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("activities-codec-aes");
    }

    @BuildStep
    AdditionalBeanBuildItem codec() {
        return AdditionalBeanBuildItem.unremovableOf(AesGcmCodec.class);
    }

    /** A random number generator that is seeded while a native image is built would yield the same nonces at each start. */
    @BuildStep
    RuntimeInitializedPackageBuildItem noRandomNumbersOfTheBuild() {
        return new RuntimeInitializedPackageBuildItem("com.google.crypto.tink");
    }
}

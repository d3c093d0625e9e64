package io.quarkiverse.activities.codec.aes.deployment;

import io.quarkiverse.activities.codec.aes.AesGcmCodec;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;

/** Adds the codec as a bean. The engine finds it like the codecs of the application. */
class AesCodecProcessor {

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("activities-codec-aes");
    }

    @BuildStep
    AdditionalBeanBuildItem codec() {
        return AdditionalBeanBuildItem.unremovableOf(AesGcmCodec.class);
    }

    /**
     * Initializes Tink at run time: a random number generator that is seeded during the native build would repeat its nonces at
     * each start.
     */
    @BuildStep
    RuntimeInitializedPackageBuildItem initializeTinkAtRunTime() {
        return new RuntimeInitializedPackageBuildItem("com.google.crypto.tink");
    }
}

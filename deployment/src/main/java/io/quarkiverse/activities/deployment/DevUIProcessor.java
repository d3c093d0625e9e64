package io.quarkiverse.activities.deployment;

import io.quarkiverse.activities.dev.BatchJsonRpcService;
import io.quarkiverse.activities.dev.CompletionJsonRpcService;
import io.quarkiverse.activities.dev.DefinitionsJsonRpcService;
import io.quarkiverse.activities.dev.ExecutionsJsonRpcService;
import io.quarkiverse.activities.dev.Live;
import io.quarkiverse.activities.dev.QueueCounters;
import io.quarkiverse.activities.dev.VerbsJsonRpcService;
import io.quarkiverse.activities.dev.WorkersJsonRpcService;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/**
 * Adds the pages of the Dev UI and their services. These steps must not consume the build items of activities, because that
 * would be a cycle in dev mode.
 */
@BuildSteps(onlyIf = IsLocalDevelopment.class)
class DevUIProcessor {

    @BuildStep
    CardPageBuildItem pages() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder().title("Activities").icon("font-awesome-solid:list-check")
                .componentLink("qwc-activities.js"));
        card.addPage(Page.webComponentPageBuilder().title("Task Queues").icon("font-awesome-solid:layer-group")
                .componentLink("qwc-activities-queues.js"));
        card.addPage(Page.webComponentPageBuilder().title("Workers").icon("font-awesome-solid:server")
                .componentLink("qwc-activities-workers.js"));
        card.addPage(Page.webComponentPageBuilder().title("Definitions").icon("font-awesome-solid:book-open")
                .componentLink("qwc-activities-definitions.js"));
        return card;
    }

    @BuildStep
    void services(BuildProducer<JsonRPCProvidersBuildItem> services) {
        services.produce(new JsonRPCProvidersBuildItem(ExecutionsJsonRpcService.class));
        services.produce(new JsonRPCProvidersBuildItem(VerbsJsonRpcService.class));
        services.produce(new JsonRPCProvidersBuildItem(CompletionJsonRpcService.class));
        services.produce(new JsonRPCProvidersBuildItem(BatchJsonRpcService.class));
        services.produce(new JsonRPCProvidersBuildItem(WorkersJsonRpcService.class));
        services.produce(new JsonRPCProvidersBuildItem(DefinitionsJsonRpcService.class));
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable().addBeanClasses(Live.class, QueueCounters.class).build();
    }
}

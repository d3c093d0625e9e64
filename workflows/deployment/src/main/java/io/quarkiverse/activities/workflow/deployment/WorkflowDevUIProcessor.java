package io.quarkiverse.activities.workflow.deployment;

import java.util.List;

import io.quarkiverse.activities.workflow.runtime.dev.WorkflowBatchJsonRpcService;
import io.quarkiverse.activities.workflow.runtime.dev.WorkflowPageJsonRpcService;
import io.quarkiverse.activities.workflow.runtime.dev.WorkflowVerbsJsonRpcService;
import io.quarkiverse.activities.workflow.runtime.dev.WorkflowsJsonRpcService;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** Adds the page of workflows to the Dev UI, and its services. */
class WorkflowDevUIProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    CardPageBuildItem page() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder().title("Workflows").icon("font-awesome-solid:diagram-project")
                .componentLink("qwc-workflows.js"));
        return card;
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    List<JsonRPCProvidersBuildItem> services() {
        return List.of(new JsonRPCProvidersBuildItem(WorkflowsJsonRpcService.class),
                new JsonRPCProvidersBuildItem(WorkflowPageJsonRpcService.class),
                new JsonRPCProvidersBuildItem(WorkflowVerbsJsonRpcService.class),
                new JsonRPCProvidersBuildItem(WorkflowBatchJsonRpcService.class));
    }

    @BuildStep
    void excludeServices(LaunchModeBuildItem launch, BuildProducer<ExcludedTypeBuildItem> excluded) {
        if (!launch.getLaunchMode().isDevOrTest()) {
            excluded.produce(new ExcludedTypeBuildItem("io.quarkiverse.activities.workflow.runtime.dev.*"));
        }
    }
}

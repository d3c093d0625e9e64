package io.quarkiverse.activities.deployment;

import org.jboss.jandex.DotName;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.TaskQueue;

/** The names of annotations and types that the build looks for. */
final class ActivityNames {

    static final DotName ACTIVITY = DotName.createSimple(Activity.class);
    static final DotName TASK_QUEUE = DotName.createSimple(TaskQueue.class);
    static final DotName CONTEXT = DotName.createSimple(ActivityContext.class);
    static final DotName FAILED_EXECUTION = DotName.createSimple(FailedExecution.class);
    static final DotName TRANSACTIONAL = DotName.createSimple("jakarta.transaction.Transactional");
    static final DotName UNI = DotName.createSimple("io.smallrye.mutiny.Uni");
    static final DotName STAGE = DotName.createSimple("java.util.concurrent.CompletionStage");
    static final DotName FUTURE = DotName.createSimple("java.util.concurrent.CompletableFuture");
    static final DotName VIRTUAL = DotName.createSimple("io.smallrye.common.annotation.RunOnVirtualThread");
    static final DotName BLOCKING = DotName.createSimple("io.smallrye.common.annotation.Blocking");
    static final DotName NON_BLOCKING = DotName.createSimple("io.smallrye.common.annotation.NonBlocking");

    private ActivityNames() {
    }
}

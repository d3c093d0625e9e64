package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate.State;

/** Finds what a Workflow Task has decided about updates. */
final class UpdateOutcomes {

    private UpdateOutcomes() {
    }

    /** {@return what was decided, in this order: of an update that was accepted and completed, both} */
    static List<StoredUpdate> of(UUID run, List<Decision> decisions) {
        List<StoredUpdate> outcomes = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision instanceof Decision.AcceptUpdate accepted) {
                outcomes.add(new StoredUpdate(accepted.message(), run, State.ACCEPTED, null, null));
            } else if (decision instanceof Decision.CompleteUpdate completed) {
                outcomes.add(completed.failure() == null
                        ? new StoredUpdate(completed.message(), run, State.COMPLETED, Payload.bytes(completed.result()), null)
                        : new StoredUpdate(completed.message(), run, State.FAILED, null,
                                FailureChainCodec.encode(completed.failure())));
            } else if (decision instanceof Decision.RejectUpdate rejected) {
                outcomes.add(new StoredUpdate(rejected.message(), run, State.REJECTED, null,
                        FailureChainCodec.encode(rejected.failure())));
            }
        }
        return outcomes;
    }

    /** {@return the arrivals that are in the journal: a rejected update is not} */
    static List<Arrival> withoutRejected(List<Arrival> arrivals, List<StoredUpdate> outcomes) {
        return arrivals.stream().filter(arrival -> !(arrival instanceof Arrival.UpdateRequested update) || outcomes.stream()
                .noneMatch(outcome -> outcome.state() == State.REJECTED && outcome.id() == update.message())).toList();
    }
}

package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.List;

/** The actions and calls of one method, without those of the methods that it calls. */
record MethodFacts(List<Call> calls, List<Deed> deeds) {

    static final MethodFacts NONE = new MethodFacts(List.of(), List.of());

    /**
     * A call of code that the walk enters.
     *
     * @param line 0 if it is not known
     * @param certain false if it is one of several implementations, or if a library would have to call it
     */
    record Call(MethodKey target, int line, boolean certain) {
    }

    /**
     * Something that workflow code must not do.
     *
     * @param what the call or the field, for people
     */
    record Deed(Offence offence, String what, int line) {
    }
}

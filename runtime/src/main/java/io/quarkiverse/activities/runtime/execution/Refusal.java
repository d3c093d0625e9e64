package io.quarkiverse.activities.runtime.execution;

/** Why the state machine or the store refused a request. A refusal changes nothing. */
public enum Refusal {
    /** The request is invalid in any state of the execution. */
    INVALID_ARGUMENT,
    /** There is no such execution. Only the store refuses for this reason. */
    NOT_FOUND,
    /** The attempt that the report names is not in progress. */
    ATTEMPT_NOT_CURRENT,
    /** The state of the execution does not allow the request. */
    FAILED_PRECONDITION,
    /** Another execution has the Activity Id. */
    ALREADY_EXISTS
}

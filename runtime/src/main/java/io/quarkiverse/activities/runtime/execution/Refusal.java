package io.quarkiverse.activities.runtime.execution;

/** Why something asked of an execution was not done. A refusal changes nothing. */
public enum Refusal {
    /** The request can never be right, whatever state the execution is in. */
    INVALID_ARGUMENT,
    /** There is no such execution. The state machine, which is given one, never says so; the store does. */
    NOT_FOUND,
    /** The attempt that reports is no longer, or not, in progress. */
    ATTEMPT_NOT_CURRENT,
    /** Not in this state. */
    FAILED_PRECONDITION,
    /** The Activity Id is taken. */
    ALREADY_EXISTS
}

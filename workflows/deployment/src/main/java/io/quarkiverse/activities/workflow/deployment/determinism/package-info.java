/**
 * The check that workflow code is deterministic. It walks the bytecode from the methods of each workflow, and reports what
 * would give another result when the code is replayed.
 */
package io.quarkiverse.activities.workflow.deployment.determinism;

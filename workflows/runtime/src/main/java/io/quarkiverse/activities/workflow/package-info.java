/**
 * The public API of workflows: code that orchestrates activities durably. A {@link io.quarkiverse.activities.workflow.Workflow}
 * class is the definition, and the {@link io.quarkiverse.activities.workflow.WorkflowContext} is what its code may use. It does
 * not depend on the engine.
 */
package io.quarkiverse.activities.workflow;

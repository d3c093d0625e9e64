import { html } from 'lit';
import { RouterController } from 'router-controller';

/** The name by which the Dev UI knows the pages and services of this extension. */
export const NAMESPACE = 'quarkus-activities-workflows';

/** The address of the list of runs, or of one run. */
export function workflowsUrl(parameters = {}) {
    const search = String(new URLSearchParams(parameters));
    return `${RouterController.getBasePath()}/${NAMESPACE}/workflows${search ? `?${search}` : ''}`;
}

/** A link to a run; to the latest one with the Workflow Id if the run ID is empty. */
export function runLink(workflowId, runId, text = workflowId) {
    return html`<a href=${workflowsUrl(runId ? { id: workflowId, run: runId } : { id: workflowId })}>${text}</a>`;
}

/** A link to the list of runs of this type. */
export function typeLink(workflowType) {
    return html`<a href=${workflowsUrl({ query: `WorkflowType = '${workflowType.replaceAll("'", "''")}'` })}>${workflowType}</a>`;
}

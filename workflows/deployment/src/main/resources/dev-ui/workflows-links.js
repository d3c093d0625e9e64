import { html } from 'lit';
import { RouterController } from 'router-controller';

/** The name by which the Dev UI knows the pages and services of this extension. */
export const NAMESPACE = 'quarkus-activities-workflows';

/** The address of the list of runs, or of one run. */
export function workflowsUrl(parameters = {}) {
    const search = String(new URLSearchParams(parameters));
    return `${RouterController.getBasePath()}/${NAMESPACE}/workflows${search ? `?${search}` : ''}`;
}

export function runLink(workflowId, runId, text = workflowId) {
    return html`<a href=${workflowsUrl({ id: workflowId, run: runId })}>${text}</a>`;
}

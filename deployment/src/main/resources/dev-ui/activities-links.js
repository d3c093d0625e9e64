import { html } from 'lit';
import { RouterController } from 'router-controller';

function pageUrl(component) {
    return `${RouterController.getBasePath()}/${RouterController.componentMap.get(component).id}`;
}

export function executionUrl(activityId, runId) {
    const ids = new URLSearchParams(runId ? { id: activityId, run: runId } : { id: activityId });
    return `${pageUrl('qwc-activities-execution')}?${ids}`;
}

export function executionLink(activityId, runId) {
    return html`<a href=${executionUrl(activityId, runId)}>${activityId}</a>`;
}

export function listLink(query, text) {
    return html`<a href=${`${pageUrl('qwc-activities-list')}?${new URLSearchParams({ query })}`}>${text}</a>`;
}

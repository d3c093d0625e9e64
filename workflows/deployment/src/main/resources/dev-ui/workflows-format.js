import { html } from 'lit';
import { words } from '../quarkus-activities/activities-format.js';

const COLORS = {
    BLOCKED: '--lumo-error-color',
    PAUSED: '--lumo-warning-color',
    COMPLETED: '--lumo-success-color',
    FIRED: '--lumo-success-color',
    DELIVERED: '--lumo-success-color',
    FAILED: '--lumo-error-color',
    TIMED_OUT: '--lumo-error-color',
    CANCELED: '--lumo-contrast-50pct',
    TERMINATED: '--lumo-contrast-70pct',
    CONTINUED_AS_NEW: '--lumo-contrast-50pct',
    CUT_OFF: '--lumo-contrast-50pct'
};

/** All statuses, and their spelling in a query. */
export const STATUSES = {
    RUNNING: 'Running',
    COMPLETED: 'Completed',
    FAILED: 'Failed',
    TIMED_OUT: 'TimedOut',
    CANCELED: 'Canceled',
    TERMINATED: 'Terminated',
    CONTINUED_AS_NEW: 'ContinuedAsNew'
};

export function stateColor(state) {
    return `var(${COLORS[state] ?? '--lumo-primary-color'})`;
}

/** An open run is running, whatever it does at the moment, unless it is blocked or paused. */
export function stateBadge(state) {
    const shown = COLORS[state] ? state : 'RUNNING';
    return html`<span class="badge" style="--badge: ${stateColor(state)}">${words(shown)}</span>`;
}

const DECODER = new TextDecoder();

/** The JSON of a list of payloads. */
export function payloadText({ payloads = [] } = {}) {
    return payloads.map(({ data }) => DECODER.decode(Uint8Array.from(atob(data), byte => byte.charCodeAt(0)))).join(', ');
}

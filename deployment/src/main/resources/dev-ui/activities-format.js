import { html, css } from 'lit';

const COLORS = {
    RUNNING: '--lumo-primary-color',
    PAUSED: '--lumo-warning-color',
    COMPLETED: '--lumo-success-color',
    FAILED: '--lumo-error-color',
    TIMED_OUT: '--lumo-error-color',
    CANCELED: '--lumo-contrast-50pct',
    TERMINATED: '--lumo-contrast-70pct'
};

/** The statuses, and how a query spells them. */
export const STATUSES = {
    RUNNING: 'Running',
    PAUSED: 'Paused',
    COMPLETED: 'Completed',
    FAILED: 'Failed',
    TIMED_OUT: 'TimedOut',
    CANCELED: 'Canceled',
    TERMINATED: 'Terminated'
};

export function statusColor(status) {
    return `var(${COLORS[status] ?? '--lumo-contrast-50pct'})`;
}

/** RETRY_INITIAL_INTERVAL: Retry initial interval. */
export function words(constant) {
    const text = constant.toLowerCase().replaceAll('_', ' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function badge(status, text = words(status)) {
    return html`<span class="badge" style="--badge: ${statusColor(status)}">${text}</span>`;
}

export function clock(instant) {
    const date = new Date(instant);
    const time = date.toLocaleTimeString('en-GB');
    return date.toDateString() === new Date().toDateString() ? time : `${date.toLocaleDateString('sv-SE')} ${time}`;
}

export function duration(millis) {
    if (millis < 1000) {
        return `${Math.round(millis)} ms`;
    }
    const seconds = millis / 1000;
    if (seconds < 60) {
        return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
    }
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) {
        return `${minutes} m ${Math.floor(seconds % 60)} s`;
    }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export const formatStyles = css`
    .badge {
        display: inline-block;
        padding: 0 0.6em;
        border-radius: var(--lumo-border-radius-m, 4px);
        font-size: var(--lumo-font-size-s);
        line-height: 1.7;
        white-space: nowrap;
        color: var(--badge);
        background: color-mix(in srgb, var(--badge) 14%, transparent);
    }
    .muted {
        color: var(--lumo-secondary-text-color);
    }
    .problem {
        color: var(--lumo-error-text-color);
    }
    .card {
        border: 1px solid var(--lumo-contrast-10pct);
        border-radius: var(--lumo-border-radius-l, 8px);
        padding: var(--lumo-space-m);
    }
    .card h3 {
        margin: 0 0 var(--lumo-space-s) 0;
        font-size: var(--lumo-font-size-m);
    }
    code {
        font-size: 90%;
    }
    a {
        color: var(--lumo-primary-text-color);
        text-decoration: none;
    }
    a:hover {
        text-decoration: underline;
    }
`;

/** A page of cards, one below the other, each with a head. */
export const cardPageStyles = css`
    :host {
        display: flex;
        flex-direction: column;
        gap: var(--lumo-space-m);
        padding: 0 var(--lumo-space-m) var(--lumo-space-m);
    }
    .head {
        display: flex;
        align-items: baseline;
        gap: var(--lumo-space-m);
    }
    .head h3 {
        margin: 0;
    }
`;

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

/** All statuses, and their spelling in a query. */
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

/** Turns a constant into words: RETRY_INITIAL_INTERVAL becomes Retry initial interval. */
export function words(constant) {
    const text = constant.toLowerCase().replaceAll('_', ' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function badge(status, text = words(status)) {
    return html`<span class="badge" style="--badge: ${statusColor(status)}">${text}</span>`;
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const DATE_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const NUMBER = new Intl.NumberFormat();

/** A point in time in the locale of the browser; without the date if it is today. */
export function clock(instant) {
    const date = new Date(instant);
    return (date.toDateString() === new Date().toDateString() ? TIME : DATE_AND_TIME).format(date);
}

export function number(value) {
    return NUMBER.format(value);
}

function unit(name, fractionDigits = 0) {
    const format = new Intl.NumberFormat(undefined, {
        style: 'unit', unit: name, unitDisplay: 'narrow',
        minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits
    });
    return value => format.format(value);
}

const MILLIS = unit('millisecond');
const TENTHS = unit('second', 1);
const SECONDS = unit('second');
const MINUTES = unit('minute');
const HOURS = unit('hour');
const DAYS = unit('day');

/** A duration in its two largest units, for example 1.5s, 2m 5s or 3h 20m. */
export function duration(millis) {
    if (millis < 1000) {
        return MILLIS(millis);
    }
    const seconds = millis / 1000;
    if (seconds < 60) {
        return (seconds < 10 ? TENTHS : SECONDS)(Math.floor(seconds * 10) / 10);
    }
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) {
        return `${MINUTES(minutes)} ${SECONDS(Math.floor(seconds % 60))}`;
    }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${HOURS(hours)} ${MINUTES(minutes % 60)}` : `${DAYS(Math.floor(hours / 24))} ${HOURS(hours % 24)}`;
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

/** Styles of a page that shows cards below each other, each with a head. */
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

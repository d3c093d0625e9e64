import { html, css } from 'lit';
import { clock, duration } from './activities-format.js';

const MOST_TICKS = 8;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000];
const DAY_MILLIS = 86_400_000;

/** Labels of an axis of time, as elements of an "axis": its start, and round durations after it. */
export function ticks(from, length) {
    const step = STEPS.find(millis => length / millis <= MOST_TICKS)
        ?? DAY_MILLIS * Math.ceil(length / DAY_MILLIS / MOST_TICKS);
    const labels = [html`<span style="left: 0">${clock(from)}</span>`];
    for (let millis = step; millis <= length; millis += step) {
        labels.push(html`<span style="left: ${100 * millis / length}%">+${duration(millis)}</span>`);
    }
    return labels;
}

/** Styles of a grid with an axis of time, and rows that have a label, a track with phases, and an end. */
export const axisStyles = css`
    .grid {
        display: grid;
        grid-template-columns: max-content 1fr max-content;
        gap: 0.3em var(--lumo-space-m);
        align-items: center;
    }
    .axis {
        position: relative;
        height: 1.3em;
        font-size: var(--lumo-font-size-xs);
        color: var(--lumo-secondary-text-color);
    }
    .axis span {
        position: absolute;
        transform: translateX(-50%);
        white-space: nowrap;
    }
    .axis span:first-child {
        transform: none;
    }
    .track {
        position: relative;
        height: 1.4em;
        background: var(--lumo-contrast-5pct);
        border-radius: var(--lumo-border-radius-s, 3px);
    }
    .phase {
        position: absolute;
        top: 0;
        bottom: 0;
        min-width: 2px;
        border-radius: var(--lumo-border-radius-s, 3px);
        --color: var(--lumo-contrast-30pct);
        background: var(--color);
    }
    .open {
        animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
        from { opacity: 1; }
        to { opacity: 0.6; }
    }
    .end {
        font-size: var(--lumo-font-size-s);
        max-width: 26em;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
    }
`;

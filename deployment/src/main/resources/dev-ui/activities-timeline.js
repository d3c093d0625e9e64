import { LitElement, html, css, nothing } from 'lit';
import { axisStyles, ticks } from './activities-axis.js';
import { Clock } from './activities-clock.js';
import { clock, duration, formatStyles, statusColor, words } from './activities-format.js';

const REFRESH_MILLIS = 200;
const TEXTS = {
    DELAY: 'Start delay',
    WAITING: 'Waiting for a worker',
    RUNNING: 'Running',
    BACKOFF: 'Backoff',
    PAUSED: 'Paused',
    FORGOTTEN: 'Attempts not kept'
};

/** The timeline of an execution: one row per attempt, which begins with what the execution waited for before it. */
export class ActivitiesTimeline extends LitElement {

    static properties = {
        execution: { type: Object }
    };

    static styles = [formatStyles, axisStyles, css`
        .DELAY, .BACKOFF {
            background: repeating-linear-gradient(135deg, var(--lumo-contrast-20pct) 0 4px, transparent 4px 8px);
        }
        .PAUSED {
            --color: var(--lumo-warning-color);
        }
        .FORGOTTEN {
            background: repeating-linear-gradient(90deg, var(--lumo-contrast-20pct) 0 2px, transparent 2px 8px);
        }
        .beat, .now {
            position: absolute;
            top: 0;
            bottom: 0;
            width: 2px;
            background: var(--lumo-base-color);
        }
        .now {
            background: var(--lumo-primary-color);
        }
        .legend {
            display: flex;
            flex-wrap: wrap;
            gap: var(--lumo-space-m);
            margin-top: var(--lumo-space-s);
            font-size: var(--lumo-font-size-xs);
            color: var(--lumo-secondary-text-color);
        }
        .legend span {
            display: flex;
            align-items: center;
            gap: 0.4em;
        }
        .legend i {
            position: relative;
            width: 1.6em;
            height: 0.8em;
        }
    `];

    constructor() {
        super();
        this._clock = new Clock(this, REFRESH_MILLIS, () => !this.execution?.closedTime);
        // The engine keeps only the latest heartbeat, so these are the ones that arrived while the page was open
        this._beats = new Set();
    }

    willUpdate() {
        if (this.execution?.lastHeartbeatTime) {
            this._beats.add(Date.parse(this.execution.lastHeartbeatTime));
        }
    }

    render() {
        const execution = this.execution;
        if (!execution) {
            return nothing;
        }
        this._from = Date.parse(execution.scheduledTime);
        const until = execution.closedTime ? Date.parse(execution.closedTime)
            : Math.max(this._clock.now, Date.parse(execution.nextAttemptTime ?? execution.scheduledTime));
        this._length = Math.max(1, until - this._from);
        return html`
            <div class="grid">
                <span></span><div class="axis">${ticks(this._from, this._length)}</div><span></span>
                ${this._rows(execution.phases).map(row => this._row(row))}
            </div>
            <div class="legend">
                ${[...new Set(execution.phases.map(phase => phase.kind))].map(kind => html`<span>
                    <i><b class="phase ${kind}" style="width: 100%; --color: ${this._color({ kind })}"></b></i>${TEXTS[kind]}</span>`)}
                ${this._beats.size === 0 ? nothing : html`<span><i><b class="phase" style="width: 100%;
                    --color: ${statusColor('RUNNING')}"></b><b class="beat" style="left: 45%"></b></i>Heartbeat</span>`}
            </div>`;
    }

    /** Groups the phases into rows: an attempt and the phases before it. */
    _rows(phases) {
        const rows = [[]];
        for (const phase of phases) {
            rows.at(-1).push(phase);
            if (phase.kind === 'RUNNING') {
                rows.push([]);
            }
        }
        return rows.filter(row => row.length > 0);
    }

    _row(phases) {
        const last = phases.at(-1);
        return html`
            <span class="muted">Attempt ${last.attempt}</span>
            <div class="track">
                ${phases.map(phase => this._phase(phase))}
                ${last.kind === 'RUNNING' ? this._heartbeats(last) : nothing}
                ${Date.parse(last.to) > this._clock.now
                    ? html`<div class="now" title="Now" style="left: ${this._percent(this._clock.now)}%"></div>` : nothing}
            </div>
            <span class="end" title=${last.failure ?? ''}>${this._end(last)}</span>`;
    }

    _phase(phase) {
        const from = Date.parse(phase.from);
        const to = phase.to ? Date.parse(phase.to) : this._clock.now;
        const title = `${TEXTS[phase.kind]} ${duration(Math.max(0, to - from))}${phase.worker ? `, ${phase.worker}` : ''}`;
        return html`<div class="phase ${phase.kind} ${phase.to ? '' : 'open'}" title=${title} style="left: ${this._percent(from)}%;
            width: ${Math.max(0, this._percent(to) - this._percent(from))}%; --color: ${this._color(phase)}"></div>`;
    }

    _heartbeats(phase) {
        const from = Date.parse(phase.from);
        const to = phase.to ? Date.parse(phase.to) : this._clock.now;
        return [...this._beats].filter(beat => beat >= from && beat <= to)
            .map(beat => html`<div class="beat" title="Heartbeat at ${clock(beat)}" style="left: ${this._percent(beat)}%"></div>`);
    }

    _end(phase) {
        if (phase.kind !== 'RUNNING') {
            const left = Date.parse(phase.to) - this._clock.now;
            return html`<span class="muted">${TEXTS[phase.kind]}${left > 0 ? `, ${duration(left)} left` : ''}</span>`;
        }
        if (!phase.end) {
            return html`<span style="color: ${statusColor('RUNNING')}">Running for ${duration(this._clock.now - Date.parse(phase.from))}</span>`;
        }
        const took = duration(Date.parse(phase.to) - Date.parse(phase.from));
        return html`<span style="color: ${statusColor(phase.end)}">${words(phase.end)}</span> after ${took}`;
    }

    _color(phase) {
        if (phase.kind === 'RUNNING') {
            return statusColor(phase.end ?? 'RUNNING');
        }
        return phase.kind === 'PAUSED' ? statusColor('PAUSED') : 'var(--lumo-contrast-30pct)';
    }

    _percent(millis) {
        return Math.min(100, Math.max(0, 100 * (millis - this._from) / this._length));
    }
}

customElements.define('activities-timeline', ActivitiesTimeline);

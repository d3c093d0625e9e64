import { LitElement, html, css, nothing } from 'lit';
import { axisStyles, ticks } from '../quarkus-activities/activities-axis.js';
import { Clock } from '../quarkus-activities/activities-clock.js';
import { clock, duration, formatStyles, number, words } from '../quarkus-activities/activities-format.js';
import { executionLink } from '../quarkus-activities/activities-links.js';
import { stateColor } from './workflows-format.js';
import { runLink } from './workflows-links.js';

const REFRESH_MILLIS = 500;
const MOST_TASKS = 1000;

const LABELS = {
    ACTIVITY: '',
    LOCAL_ACTIVITY: 'Local',
    TIMER: 'Timer',
    CHILD: 'Child',
    SIGNAL: 'Signal',
    UPDATE: 'Update',
    CANCEL: 'Cancellation requested',
    MESSAGE: 'Message'
};

/**
 * The timeline of a run: a row of Workflow Tasks, and rows of bars for what the run has called and received. Fires "task" with
 * the number of the Workflow Task that the user selects.
 */
export class WorkflowsTimeline extends LitElement {

    static properties = {
        run: { type: Object },
        /** The number of the selected Workflow Task. */
        task: { type: Number },
        /** Whether all times have the same distance, so that bursts within a long wait can be told apart. */
        _even: { state: true }
    };

    static styles = [formatStyles, axisStyles, css`
        .head {
            display: flex;
            align-items: baseline;
            gap: var(--lumo-space-m);
        }
        h3 {
            margin: 0;
            font-size: var(--lumo-font-size-m);
        }
        .phase, .task {
            cursor: pointer;
        }
        .waited {
            background: repeating-linear-gradient(135deg, var(--lumo-contrast-20pct) 0 4px, transparent 4px 8px);
        }
        .moment {
            width: 0.7em;
            margin-left: -0.35em;
            top: 0.35em;
            bottom: 0.35em;
            border-radius: 50%;
        }
        .task {
            position: absolute;
            top: 0;
            bottom: 0;
            width: 3px;
            margin-left: -1px;
            padding: 0;
            border: none;
            background: var(--lumo-contrast-60pct);
        }
        .selected {
            position: absolute;
            top: -0.15em;
            bottom: -0.15em;
            width: 1px;
            background: var(--lumo-primary-color);
            pointer-events: none;
        }
        .task.current {
            background: var(--lumo-primary-color);
            width: 5px;
            margin-left: -2px;
        }
    `];

    constructor() {
        super();
        this._clock = new Clock(this, REFRESH_MILLIS, () => !this.run?.closedTime);
    }

    render() {
        const { startTime, closedTime, timeline } = this.run;
        this._from = Date.parse(startTime);
        this._until = Math.max(this._from + 1, closedTime ? Date.parse(closedTime) : this._clock.now);
        this._stops = this._even ? this._times(timeline) : [];
        return html`
            <div class="head">
                <h3>Timeline</h3>
                <label><input id="even" type="checkbox" @change=${event => this._even = event.target.checked}> even spacing</label>
            </div>
            <div class="grid">
                <span></span><div class="axis">${this._even ? html`<span>${clock(this._from)}</span>`
                    : ticks(this._from, this._until - this._from)}</div><span></span>
                ${this._tasks(timeline.tasks)}
                ${timeline.groups.map(group => this._group(group))}
            </div>`;
    }

    /** All times of the timeline, in order. */
    _times({ tasks, groups }) {
        const bars = groups.flatMap(group => group.lines.flat());
        const times = [...tasks, ...bars.flatMap(({ from, started, to }) => [from, started, to])];
        return [...new Set([this._from, ...times.filter(time => time).map(time => Date.parse(time)), this._until])].sort((a, b) => a - b);
    }

    _percent(millis) {
        const time = Math.min(this._until, Math.max(this._from, millis));
        if (!this._even) {
            return 100 * (time - this._from) / (this._until - this._from);
        }
        const next = Math.max(1, this._stops.findIndex(stop => stop >= time));
        const [before, after] = [this._stops[next - 1], this._stops[next]];
        return 100 * (next - 1 + (time - before) / (after - before)) / (this._stops.length - 1);
    }

    _tasks(tasks) {
        const first = Math.max(0, tasks.length - MOST_TASKS);
        return html`
            <span class="muted">Workflow Tasks</span>
            <div class="track">${tasks.slice(first).map((time, index) => html`<button
                class="task ${first + index + 1 === this.task ? 'current' : ''}" title="Workflow Task ${first + index + 1} at ${clock(time)}"
                style="left: ${this._percent(Date.parse(time))}%" @click=${() => this._select(first + index + 1)}></button>`)}
                ${this._selected()}</div>
            <span class="end muted">${number(tasks.length)}</span>`;
    }

    _selected() {
        const time = this.run.timeline.tasks[this.task - 1];
        return time ? html`<div class="selected" style="left: ${this._percent(Date.parse(time))}%"></div>` : nothing;
    }

    _group({ kind, name, lines, hidden }) {
        return html`${lines.map((line, index) => html`
            <span>${index > 0 ? nothing : this._label(kind, name)}</span>
            <div class="track">${line.map(bar => this._bar(bar))}${this._selected()}</div>
            <span class="end" title=${line.length === 1 ? line[0].detail ?? '' : ''}>${this._end(kind, line)}</span>`)}
            ${hidden === 0 ? nothing : html`<span></span><span class="muted">and ${number(hidden)} more</span><span></span>`}`;
    }

    _label(kind, name) {
        return html`${LABELS[kind] ? html`<span class="muted">${LABELS[kind]} </span>` : nothing}${name}`;
    }

    _bar({ id, task, from, started, to, end, detail }) {
        const begin = Date.parse(from);
        const until = to ? Date.parse(to) : this._until;
        const title = [id, words(end ?? (to ? 'received' : 'open')), until > begin ? duration(until - begin) : clock(from), detail]
            .filter(text => text).join(', ');
        const run = Math.min(until, started ? Date.parse(started) : begin);
        const color = to && !end ? 'var(--lumo-primary-color)' : stateColor(end);
        return html`
            ${run > begin ? html`<div class="phase waited" title="Waiting, ${duration(run - begin)}" style="${this._place(begin, run)}"
                @click=${() => this._select(task)}></div>` : nothing}
            <div class="phase ${to ? '' : 'open'} ${until > begin ? '' : 'moment'}" title=${title}
                style="${until > begin ? this._place(run, until) : `left: ${this._percent(begin)}%`}; --color: ${color}"
                @click=${() => this._select(task)}></div>`;
    }

    _place(from, to) {
        return `left: ${this._percent(from)}%; width: ${Math.max(0, this._percent(to) - this._percent(from))}%`;
    }

    _end(kind, line) {
        if (line.length > 1) {
            const ends = Object.groupBy(line, ({ to, end }) => end ?? (to ? 'RECEIVED' : 'OPEN'));
            return Object.entries(ends).map(([end, bars]) => `${number(bars.length)} ${words(end).toLowerCase()}`).join(', ');
        }
        const [{ id, from, to, end }] = line;
        const took = (to ? Date.parse(to) : this._until) - Date.parse(from);
        const text = !to ? html`<span style="color: ${stateColor()}">Open for ${duration(took)}</span>`
            : !end ? clock(from) : html`<span style="color: ${stateColor(end)}">${words(end)}</span>
                ${took > 0 ? `after ${duration(took)}` : `at ${clock(to)}`}`;
        return html`${text} ${kind === 'ACTIVITY' ? executionLink(id, '', 'Execution')
            : kind === 'CHILD' || kind === 'MESSAGE' ? runLink(id, '') : nothing}`;
    }

    _select(task) {
        if (task > 0) {
            this.dispatchEvent(new CustomEvent('task', { detail: task }));
        }
    }
}

customElements.define('workflows-timeline', WorkflowsTimeline);

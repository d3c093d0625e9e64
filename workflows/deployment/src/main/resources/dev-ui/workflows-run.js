import { html, css, nothing } from 'lit';
import { JsonRpc } from 'jsonrpc';
import { LiveElement } from '../quarkus-activities/activities-live.js';
import { cardPageStyles, clock, duration, formatStyles, words } from '../quarkus-activities/activities-format.js';
import { executionLink } from '../quarkus-activities/activities-links.js';
import { eventsStyles, eventsTable } from './workflows-events.js';
import { stateBadge } from './workflows-format.js';
import { NAMESPACE, runLink, typeLink } from './workflows-links.js';
import { polled } from './workflows-polled.js';
import './workflows-steps.js';
import './workflows-timeline.js';
import './workflows-verbs.js';

/** One run: its timeline, what it was after each Workflow Task, its open activities and its history. */
export class WorkflowsRun extends LiveElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        workflowId: { type: String },
        runId: { type: String },
        /** The number of the selected Workflow Task, or 0 for the latest one. */
        _task: { state: true },
        /** Whether the history shows Workflow Tasks. */
        _tasks: { state: true }
    };

    static styles = [formatStyles, cardPageStyles, eventsStyles, css`
        .head {
            flex-wrap: wrap;
        }
        workflows-verbs {
            margin-left: auto;
        }
        .facts {
            display: flex;
            flex-wrap: wrap;
            gap: 0 var(--lumo-space-l);
        }
    `];

    constructor() {
        super();
        this._task = 0;
    }

    stream() {
        return polled(() => this.jsonRpc.readRun({ workflowId: this.workflowId, runId: this.runId }));
    }

    render() {
        const run = this.latest;
        if (!run) {
            return html`<p class=${this.problem ? 'problem' : 'muted'}>${this.problem ?? 'Loading…'}</p>`;
        }
        return html`
            ${this.problem ? html`<div class="problem">${this.problem}</div>` : nothing}
            ${this._head(run)}
            <div class="card"><workflows-timeline .run=${run} .task=${this._task || run.tasks}
                @task=${event => this._task = event.detail}></workflows-timeline></div>
            <div class="card"><workflows-steps .run=${run} .task=${this._task} @task=${event => this._task = event.detail}
                @reset=${event => this.renderRoot.querySelector('workflows-verbs').reset(event.detail)}></workflows-steps></div>
            ${this._activities(run)}
            ${this._history(run)}`;
    }

    _head(run) {
        const { workflowType, workflowId, runId, state, taskQueue, taskFailure, taskAttempt, pauseReason } = run;
        return html`<div class="card">
            <div class="head">
                <h3>${typeLink(workflowType)} ${workflowId}</h3>
                ${stateBadge(state)}
                <workflows-verbs .run=${run}></workflows-verbs>
            </div>
            <div class="facts muted">
                <span>Run <code>${runId}</code></span>
                <span>Task Queue ${taskQueue}</span>
                <span>${this._times(run)}</span>
                ${pauseReason ? html`<span>Paused: ${pauseReason}</span>` : nothing}
                ${this._links(run)}
            </div>
            ${taskFailure ? html`<p class="problem">Attempt ${taskAttempt}: ${taskFailure}</p>` : nothing}
        </div>`;
    }

    _times({ startTime, closedTime }) {
        return closedTime ? `Ran from ${clock(startTime)} for ${duration(new Date(closedTime) - new Date(startTime))}`
            : `Started at ${clock(startTime)}`;
    }

    _links({ workflowId, parent, continuedRunId, nextRunId }) {
        return html`
            ${parent ? html`<span>Child of ${runLink(parent.workflowId, parent.runId)}</span>` : nothing}
            ${continuedRunId ? html`<span>Continues ${runLink(workflowId, continuedRunId, html`<code>${continuedRunId}</code>`)}</span>` : nothing}
            ${nextRunId ? html`<span>Continued by ${runLink(workflowId, nextRunId, html`<code>${nextRunId}</code>`)}</span>` : nothing}`;
    }

    _activities({ activities }) {
        return activities.length === 0 ? nothing : html`<div class="card">
            <h3>Open activities</h3>
            <table class="events">${activities.map(activity => html`<tr>
                <td>${activity.activityType}</td>
                <td>${executionLink(activity.activityId, '')}</td>
                <td>${words(activity.state)}, attempt ${activity.attempt}</td>
                <td class="details problem">${activity.lastFailure ?? nothing}</td>
            </tr>`)}</table>
        </div>`;
    }

    _history({ events }) {
        const shown = this._tasks ? events : events.filter(({ type }) => !type.startsWith('WORKFLOW_TASK'));
        return html`<div class="card">
            <div class="head">
                <h3>History</h3>
                <label><input type="checkbox" @change=${event => this._tasks = event.target.checked}> with Workflow Tasks</label>
            </div>
            ${eventsTable(shown)}
        </div>`;
    }
}

customElements.define('workflows-run', WorkflowsRun);

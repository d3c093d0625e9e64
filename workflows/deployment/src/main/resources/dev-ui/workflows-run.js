import { html, css, nothing } from 'lit';
import { cardPageStyles, clock, formatStyles, words } from '../quarkus-activities/activities-format.js';
import { executionLink } from '../quarkus-activities/activities-links.js';
import { payloadText, stateBadge } from './workflows-format.js';
import { runLink } from './workflows-links.js';
import { PolledElement } from './workflows-polled.js';
import './workflows-verbs.js';

/** Payloads are shown as JSON, and ids of other events as they are. */
const HIDDEN = ['payloads', 'metadata', 'workflowTaskCompletedEventId', 'scheduledEventId', 'startedEventId', 'identity'];

/** One run: its history, its open activities, and where its code waits. */
export class WorkflowsRun extends PolledElement {

    static properties = {
        workflowId: { type: String },
        runId: { type: String },
        _tasks: { state: true }
    };

    static styles = [formatStyles, cardPageStyles, css`
        table {
            border-collapse: collapse;
            width: 100%;
            font-size: var(--lumo-font-size-s);
        }
        td {
            padding: 0.2em 1em 0.2em 0;
            vertical-align: top;
        }
        td.details {
            width: 100%;
            word-break: break-word;
        }
        pre {
            margin: 0 0 var(--lumo-space-s);
            font-size: var(--lumo-font-size-xs);
            overflow-x: auto;
        }
    `];

    request() {
        return this.jsonRpc.describeWorkflow({ workflowId: this.workflowId, runId: this.runId });
    }

    render() {
        const run = this.latest;
        return html`
            ${this.problem ? html`<div class="problem">${this.problem}</div>` : nothing}
            ${run ? html`${this._head(run)}${this._activities(run)}${this._waiting(run)}${this._history(run)}` : nothing}`;
    }

    _head({ summary, taskFailure, taskAttempt, nextRunId }) {
        return html`<div class="card">
            <div class="head">
                <h3>${summary.workflowType} ${summary.workflowId}</h3>
                ${stateBadge(summary.state)}
                <span class="muted">run <code>${summary.runId}</code>, Task Queue ${summary.taskQueue}, ${summary.tasks} tasks</span>
            </div>
            ${taskFailure ? html`<p class="problem">Attempt ${taskAttempt}: ${taskFailure}</p>` : nothing}
            ${nextRunId ? html`<p>Continued by ${runLink(summary.workflowId, nextRunId, nextRunId)}</p>` : nothing}
            <workflows-verbs .run=${summary} @changed=${() => this.hotReload()}></workflows-verbs>
        </div>`;
    }

    _activities({ activities }) {
        return activities.length === 0 ? nothing : html`<div class="card">
            <h3>Open activities</h3>
            <table>${activities.map(activity => html`<tr>
                <td>${activity.activityType}</td>
                <td>${executionLink(activity.activityId, '')}</td>
                <td>${words(activity.state)}, attempt ${activity.attempt}</td>
                <td class="details problem">${activity.lastFailure ?? nothing}</td>
            </tr>`)}</table>
        </div>`;
    }

    _waiting({ waiting }) {
        return waiting.length === 0 ? nothing : html`<div class="card">
            <h3>Where the code waits</h3>
            ${waiting.map(frames => html`<pre>${frames.join('\n')}</pre>`)}
        </div>`;
    }

    _history({ events }) {
        const shown = this._tasks ? events : events.filter(({ type }) => !type.startsWith('WORKFLOW_TASK'));
        return html`<div class="card">
            <div class="head">
                <h3>History</h3>
                <label><input type="checkbox" @change=${event => this._tasks = event.target.checked}> with Workflow Tasks</label>
            </div>
            <table>${shown.map(event => html`<tr>
                <td class="muted">${event.id}</td>
                <td>${clock(event.time)}</td>
                <td>${words(event.type)}</td>
                <td class="details"><code>${this._details(event.attributes)}</code></td>
            </tr>`)}</table>
        </div>`;
    }

    _details(attributes) {
        return Object.entries(attributes).filter(([name]) => !HIDDEN.includes(name))
            .map(([name, value]) => `${name}: ${this._value(value)}`).join('  ');
    }

    _value(value) {
        if (value?.payloads) {
            return payloadText(value);
        }
        if (value !== null && typeof value === 'object') {
            return value.name ?? JSON.stringify(value, (name, nested) => nested?.payloads ? payloadText(nested)
                : name === 'stackTrace' || name === 'source' ? undefined : nested);
        }
        return value;
    }
}

customElements.define('workflows-run', WorkflowsRun);

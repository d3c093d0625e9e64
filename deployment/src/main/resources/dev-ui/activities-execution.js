import { html, css, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import 'qui-themed-code-block';
import '@vaadin/details';
import { LiveElement } from './activities-live.js';
import { badge, clock, duration, formatStyles, number, words } from './activities-format.js';
import { listLink, runLink } from './activities-links.js';
import { optionsTable, optionsStyles } from './activities-options.js';
import './activities-timeline.js';
import './activities-verbs.js';

/** One execution in detail, with its timeline and the buttons that control it. */
export class ActivitiesExecution extends LiveElement {

    static properties = {
        activityId: { type: String },
        runId: { type: String }
    };

    static styles = [formatStyles, optionsStyles, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-m);
            padding-bottom: var(--lumo-space-m);
        }
        .head {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-m);
            flex-wrap: wrap;
        }
        .head h2 {
            margin: 0;
            font-size: var(--lumo-font-size-xl);
        }
        activities-verbs {
            margin-left: auto;
        }
        .columns {
            columns: 2 26em;
            column-gap: var(--lumo-space-m);
        }
        .columns .card {
            break-inside: avoid;
            margin-bottom: var(--lumo-space-m);
        }
        .failures {
            max-height: 36em;
            overflow-y: auto;
        }
        .failure code {
            overflow-wrap: anywhere;
        }
        dl {
            display: grid;
            grid-template-columns: max-content 1fr;
            gap: 0.15em var(--lumo-space-m);
            margin: 0;
        }
        dt {
            color: var(--lumo-secondary-text-color);
        }
        dd {
            margin: 0;
            overflow-wrap: anywhere;
        }
        .failure + .failure {
            border-top: 1px solid var(--lumo-contrast-10pct);
            margin-top: var(--lumo-space-s);
            padding-top: var(--lumo-space-s);
        }
        pre {
            overflow-x: auto;
            font-size: var(--lumo-font-size-xs);
            margin: 0;
        }
        qui-themed-code-block {
            display: block;
            max-height: 22em;
            overflow: auto;
        }
    `];

    stream() {
        return this.jsonRpc.streamExecution({ activityId: this.activityId, runId: this.runId });
    }

    render() {
        const execution = this.latest;
        if (!execution) {
            return html`<p class=${this.problem ? 'problem' : 'muted'}>${this.problem ?? 'Loading…'}</p>`;
        }
        return html`
            <div class="head">
                <h2>${execution.activityType}</h2>
                ${badge(execution.status)}
                <span class="muted">${this._doing(execution)}</span>
                <activities-verbs .execution=${execution}></activities-verbs>
            </div>
            ${this.problem ? html`<div class="problem">${this.problem}</div>` : nothing}
            <div class="card"><activities-timeline .execution=${execution}></activities-timeline></div>
            <div class="columns">
                ${this._facts(execution)}
                ${this._changes(execution)}
                ${this._failures(execution)}
                ${this._json('Input', execution.input)}
                ${execution.status === 'COMPLETED' ? this._json('Result', execution.result) : nothing}
                ${execution.heartbeatDetails === undefined ? nothing : this._json('Heartbeat details', execution.heartbeatDetails)}
                <div class="card"><h3>Options</h3>${optionsTable(execution.options)}</div>
            </div>`;
    }

    _doing({ runState, attempt, nextAttemptTime }) {
        switch (runState) {
            case 'STARTED': return `Attempt ${attempt} is running`;
            case 'SCHEDULED': return nextAttemptTime ? `Attempt ${attempt} starts at ${clock(nextAttemptTime)}` : 'Waiting for a worker';
            case 'CANCEL_REQUESTED': return `Cancellation of attempt ${attempt} requested`;
            case 'PAUSE_REQUESTED': return `Pauses when attempt ${attempt} ends`;
            default: return '';
        }
    }

    _facts(execution) {
        const facts = {
            'Activity Id': execution.activityId,
            'Run Id': html`<code>${execution.runId}</code>`,
            'Task Queue': listLink('TaskQueue', execution.taskQueue),
            'Attempt': execution.attempt,
            'Started': clock(execution.scheduledTime),
            'Closed': execution.closedTime && html`${clock(execution.closedTime)}
                <span class="muted">after ${duration(new Date(execution.closedTime) - new Date(execution.scheduledTime))}</span>`,
            'Expires': !execution.closedTime && execution.expirationTime && clock(execution.expirationTime),
            'Lost attempts': execution.lostAttempts > 0 && number(execution.lostAttempts),
            'Next attempt': execution.nextAttemptTime && clock(execution.nextAttemptTime),
            'Heartbeats': execution.heartbeatCount > 0
                && html`${number(execution.heartbeatCount)} <span class="muted">latest ${clock(execution.lastHeartbeatTime)}</span>`,
            'Last worker': execution.lastWorker,
            'Not retried because': execution.retryState && words(execution.retryState),
            'Cancel reason': execution.cancelReason,
            'Pause reason': execution.pauseReason,
            'End requested by': execution.endRequestedBy,
            'Run again of': execution.runAgainOf && runLink(execution.activityId, execution.runAgainOf),
            'Ran again as': execution.ranAgainAs && runLink(execution.activityId, execution.ranAgainAs),
            // The id of a follow-up is its run id
            'Follow-up': execution.followUp && runLink(execution.followUp, execution.followUp)
        };
        return html`<div class="card"><h3>Execution</h3><dl>
            ${Object.entries(facts).filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
        </dl></div>`;
    }

    /** Who asked for what, when and why: the latest change of each kind. */
    _changes({ changes }) {
        return changes.length === 0 ? nothing : html`<div class="card"><h3>Changes</h3><dl>
            ${changes.toReversed().map(({ kind, time, identity, reason }) => html`<dt>${words(kind)}</dt><dd>
                ${clock(time)} <span class="muted">${identity ? `by ${identity}` : nothing}</span>
                ${reason ? html`<div>${reason}</div>` : nothing}</dd>`)}
        </dl></div>`;
    }

    /** The failure that closed the execution, unless an attempt ended with it, and those of all attempts, latest first. */
    _failures({ failure, closedTime, failedAttempts }) {
        const attempts = failedAttempts.toReversed();
        const closing = closedTime && failure && JSON.stringify(failure) !== JSON.stringify(attempts[0]?.failure);
        if (!closing && attempts.length === 0) {
            return nothing;
        }
        return html`<div class="card failures"><h3>${closing || attempts.length === 1 ? 'Failure' : 'Failures'}</h3>
            ${closing ? this._failure(`Closed at ${clock(closedTime)}`, failure) : nothing}
            ${repeat(attempts, attempt => `${attempt.attempt} ${attempt.startedTime}`, attempt => this._failure(
                `Attempt ${attempt.attempt} failed at ${clock(attempt.endedTime)}`, attempt.failure))}
        </div>`;
    }

    _failure(title, failure) {
        const chain = [];
        for (let one = failure; one; one = one.cause) {
            chain.push(one);
        }
        return html`<div class="failure">
            <div class="muted">${title}</div>
            ${chain.map((one, index) => html`<div>
                ${index > 0 ? html`<span class="muted">Caused by</span>` : nothing}
                <code>${one.type ?? words(one.timeoutType ?? one.kind)}</code>
                ${one.nonRetryable ? html`<span class="muted">non-retryable</span>` : nothing}
                <div>${one.message}</div>
                ${one.stackTrace ? html`<vaadin-details summary="Stack trace"><pre>${one.stackTrace}</pre></vaadin-details>`
                    : nothing}
            </div>`)}
        </div>`;
    }

    _json(title, value) {
        return html`<div class="card"><h3>${title}</h3>
            ${value === undefined || value === null ? html`<span class="muted">None</span>`
                : html`<qui-themed-code-block mode="json" .content=${JSON.stringify(value, null, 2)}></qui-themed-code-block>`}
        </div>`;
    }
}

customElements.define('activities-execution', ActivitiesExecution);

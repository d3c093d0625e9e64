import { LitElement, html, css, nothing } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import { clock, formatStyles } from '../quarkus-activities/activities-format.js';
import { eventsStyles, eventsTable } from './workflows-events.js';
import { NAMESPACE } from './workflows-links.js';

/**
 * A run as it was after one of its Workflow Tasks. Fires "task" with the number of the task that the user selects, where 0
 * follows the latest one, and "reset" with the number of a task to repeat.
 */
export class WorkflowsSteps extends LitElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        run: { type: Object },
        /** The number of the selected task, or 0 for the latest one. */
        task: { type: Number },
        _shown: { state: true },
        _problem: { state: true }
    };

    static styles = [formatStyles, eventsStyles, css`
        .bar {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            flex-wrap: wrap;
        }
        #step {
            flex: 1;
            min-width: 12em;
        }
        .columns {
            display: grid;
            grid-template-columns: repeat(auto-fit, minmax(26em, 1fr));
            gap: 0 var(--lumo-space-l);
        }
        h3 {
            margin: 0;
            font-size: var(--lumo-font-size-m);
        }
        h4 {
            margin: var(--lumo-space-m) 0 var(--lumo-space-xs);
            font-size: var(--lumo-font-size-s);
        }
        pre {
            margin: 0 0 var(--lumo-space-s);
            font-size: var(--lumo-font-size-xs);
            overflow-x: auto;
        }
        dl {
            display: grid;
            grid-template-columns: max-content 1fr;
            gap: 0.15em var(--lumo-space-m);
            margin: 0;
            font-size: var(--lumo-font-size-s);
        }
        dt {
            color: var(--lumo-secondary-text-color);
        }
        dd {
            margin: 0;
            overflow-wrap: anywhere;
        }
    `];

    _number() {
        return this.task || this.run.tasks;
    }

    willUpdate() {
        const wanted = `${this.run.runId} ${this._number()} ${this.run.state}`;
        if (wanted !== this._wanted) {
            this._wanted = wanted;
            this._read(wanted);
        }
    }

    async _read(wanted) {
        const { workflowId, runId } = this.run;
        let frame;
        try {
            frame = (await this.jsonRpc.readTask({ workflowId, runId, task: this._number() })).result;
        } catch (error) {
            frame = { problem: error.error?.message ?? String(error) };
        }
        if (wanted === this._wanted) {
            this._problem = frame.problem;
            this._shown = frame.value ?? this._shown;
        }
    }

    render() {
        const number = this._number();
        const { tasks } = this.run;
        return html`
            <div class="bar">
                <h3>Step through time</h3>
                <vaadin-button id="previous" theme="small icon" ?disabled=${number <= 1} @click=${() => this._go(number - 1)}>‹</vaadin-button>
                <input id="step" type="range" min="1" max=${Math.max(1, tasks)} .value=${String(number)} ?disabled=${tasks <= 1}
                    aria-label="Workflow Task" @input=${event => this._go(Number(event.target.value))}>
                <vaadin-button id="next" theme="small icon" ?disabled=${number >= tasks} @click=${() => this._go(number + 1)}>›</vaadin-button>
                <span id="where">${tasks === 0 ? 'No Workflow Task has run yet' : html`Workflow Task ${number} of ${tasks}
                    ${this._shown?.time ? html`<span class="muted">at ${clock(this._shown.time)}</span>` : nothing}`}</span>
                <vaadin-button id="latest" theme="small" ?disabled=${this.task === 0} @click=${() => this._go(0)}>Latest</vaadin-button>
                <vaadin-button id="reset-here" theme="small" ?disabled=${tasks === 0}
                    @click=${() => this._fire('reset', number)}>Reset to this task…</vaadin-button>
            </div>
            ${this._problem ? html`<p class="problem">${this._problem}</p>` : nothing}
            ${this._shown ? this._moment(this._shown) : nothing}`;
    }

    _moment({ delivered, decided, waiting, queries, problem }) {
        return html`
            ${problem ? html`<p class="problem">${problem}</p>` : nothing}
            <div class="columns">
                <div>
                    ${this._part('Delivered', delivered.length === 0 ? 'Nothing' : eventsTable(delivered))}
                    ${this._part('Decided', decided.length === 0 ? 'Nothing' : eventsTable(decided))}
                </div>
                <div>
                    ${this._part('Where the code waits', waiting.length === 0 ? 'Nowhere: it has ended' : waiting.map(code => this._code(code)))}
                    ${queries.length === 0 ? nothing : this._part('Queries', html`<dl>${queries.map(query => this._query(query))}</dl>`)}
                </div>
            </div>`;
    }

    _part(title, content) {
        return html`<h4>${title}</h4>${typeof content === 'string' ? html`<span class="muted">${content}</span>` : content}`;
    }

    _code({ call, frames }) {
        return html`<div class="code">${call ? html`<span class="muted">in <code>${call}</code></span>` : nothing}
            <pre>${frames.length === 0 ? 'has not begun' : frames.join('\n')}</pre></div>`;
    }

    _query({ name, result, refusal }) {
        return html`<dt>${name}</dt><dd>${refusal ? html`<span class="muted">${refusal}</span>` : html`<code>${JSON.stringify(result)}</code>`}</dd>`;
    }

    _go(task) {
        this._fire('task', task);
    }

    _fire(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}

customElements.define('workflows-steps', WorkflowsSteps);

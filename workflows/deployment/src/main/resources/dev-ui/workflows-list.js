import { html, css, nothing } from 'lit';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import '@vaadin/grid';
import '@vaadin/text-field';
import { clock, duration, formatStyles, number, words } from '../quarkus-activities/activities-format.js';
import { STATUSES, stateBadge, stateColor } from './workflows-format.js';
import { runLink } from './workflows-links.js';
import { PolledElement } from './workflows-polled.js';

const LIMIT = 100;

/** The runs that were started last, narrowed to an id or a type, and to the selected statuses. */
export class WorkflowsList extends PolledElement {

    static properties = {
        text: { type: String },
        statuses: { type: Array }
    };

    static styles = [formatStyles, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
            height: 100%;
        }
        .bar {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            flex-wrap: wrap;
        }
        #text {
            flex: 1;
            min-width: 20em;
        }
        .chip {
            cursor: pointer;
            background: none;
            color: inherit;
            font: inherit;
            font-size: var(--lumo-font-size-s);
            border: 1px solid var(--lumo-contrast-20pct);
            border-radius: 1em;
            padding: 0.15em 0.8em;
        }
        .chip[aria-pressed=true] {
            border-color: var(--chip);
            box-shadow: inset 0 0 0 1px var(--chip);
        }
        vaadin-grid {
            flex: 1;
            min-height: 12em;
        }
    `];

    constructor() {
        super();
        this.text = '';
        this.statuses = [];
    }

    request() {
        return this.jsonRpc.listWorkflows({ text: this.text, statuses: this.statuses, limit: LIMIT });
    }

    render() {
        return html`
            <div class="bar">
                <vaadin-text-field id="text" clear-button-visible placeholder="Workflow Id or Workflow Type"
                    ?invalid=${this.problem} .errorMessage=${this.problem ?? ''}
                    @value-changed=${event => this._find(event.detail.value, this.statuses)}></vaadin-text-field>
                <span class="muted">${this._facts()}</span>
            </div>
            <div class="bar">${STATUSES.map(status => this._chip(status))}</div>
            <vaadin-grid .items=${this.latest?.items ?? []} item-id-path="runId" theme="no-border row-stripes compact">
                <vaadin-grid-column header="Status" width="10rem" flex-grow="0"
                    ${columnBodyRenderer(item => stateBadge(item.state), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Type" path="workflowType" auto-width resizable></vaadin-grid-column>
                <vaadin-grid-column header="Workflow Id" auto-width resizable
                    ${columnBodyRenderer(item => runLink(item.workflowId, item.runId), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Task Queue" path="taskQueue" auto-width resizable></vaadin-grid-column>
                <vaadin-grid-column header="Tasks" path="tasks" width="6rem" flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column header="Started" auto-width
                    ${columnBodyRenderer(item => clock(item.startTime), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Duration" auto-width
                    ${columnBodyRenderer(item => this._took(item), [])}></vaadin-grid-column>
                <span slot="empty-state">${this.latest ? 'No runs found.' : 'Loading…'}</span>
            </vaadin-grid>`;
    }

    _facts() {
        const { open, blocked } = this.latest ?? {};
        return open === undefined ? nothing : `${number(open)} open, ${number(blocked)} blocked`;
    }

    _chip(status) {
        const selected = this.statuses.includes(status);
        const next = selected ? this.statuses.filter(other => other !== status) : [...this.statuses, status];
        return html`<button class="chip" style="--chip: ${stateColor(status)}" aria-pressed=${selected}
            @click=${() => this._find(this.text, next)}>${words(status)}</button>`;
    }

    _took({ startTime, closedTime }) {
        return closedTime ? duration(new Date(closedTime) - new Date(startTime)) : '';
    }

    _find(text, statuses) {
        this.text = text;
        this.statuses = statuses;
        this.hotReload();
    }
}

customElements.define('workflows-list', WorkflowsList);

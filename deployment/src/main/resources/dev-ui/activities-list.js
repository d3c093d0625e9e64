import { html, css } from 'lit';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import '@vaadin/grid';
import '@vaadin/text-field';
import '@vaadin/button';
import '@vaadin/icon';
import { LiveElement } from './activities-live.js';
import { STATUSES, badge, clock, duration, formatStyles, statusColor, words } from './activities-format.js';
import { executionLink } from './activities-links.js';
import './activities-complete.js';

const PAGE_SIZE = 50;
const TYPING_MILLIS = 400;

/** The executions that a query finds, page by page. */
export class ActivitiesList extends LiveElement {

    static properties = {
        query: { type: String },
        _tokens: { state: true }
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
        vaadin-text-field {
            flex: 1;
            min-width: 20em;
        }
        .chip {
            cursor: pointer;
            border: 1px solid var(--lumo-contrast-20pct);
            background: none;
            color: inherit;
            border-radius: 1em;
            padding: 0.15em 0.8em;
            font: inherit;
            font-size: var(--lumo-font-size-s);
        }
        .chip[selected] {
            border-color: var(--chip);
            box-shadow: inset 0 0 0 1px var(--chip);
        }
        .chip b {
            color: var(--chip);
        }
        vaadin-grid {
            flex: 1;
            min-height: 12em;
        }
    `];

    constructor() {
        super();
        this.query = '';
        this._tokens = [];
    }

    stream() {
        return this.jsonRpc.streamExecutions({
            query: this.query,
            pageSize: PAGE_SIZE,
            pageToken: this._tokens.at(-1) ?? ''
        });
    }

    render() {
        return html`
            <div class="bar">
                <vaadin-text-field id="query" clear-button-visible .value=${this.query}
                    placeholder="Find: ActivityType = 'Charge' AND Attempt > 1"
                    ?invalid=${this.problem} .errorMessage=${this.problem ?? ''}
                    @value-changed=${this._typed} @keydown=${this._entered}>
                    <vaadin-icon slot="prefix" icon="font-awesome-solid:magnifying-glass"></vaadin-icon>
                </vaadin-text-field>
                <activities-complete></activities-complete>
            </div>
            <div class="bar">
                ${this._chip('', 'All', this.seen?.counts.total)}
                ${Object.entries(STATUSES).map(([status, name]) =>
                    this._chip(`ExecutionStatus = '${name}'`, words(status), this._count(name), statusColor(status)))}
            </div>
            <vaadin-grid .items=${this.seen?.items ?? []} theme="no-border row-stripes compact">
                <vaadin-grid-column header="Status" width="8.5rem" flex-grow="0"
                    ${columnBodyRenderer(item => badge(item.status), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Type" path="activityType" auto-width resizable></vaadin-grid-column>
                <vaadin-grid-column header="Activity Id" auto-width resizable
                    ${columnBodyRenderer(item => executionLink(item.activityId, item.runId), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Task Queue" path="taskQueue" auto-width resizable></vaadin-grid-column>
                <vaadin-grid-column header="Attempt" path="attempt" width="6rem" flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column header="Started" auto-width
                    ${columnBodyRenderer(item => clock(item.scheduledTime), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Took" auto-width
                    ${columnBodyRenderer(item => this._took(item), [])}></vaadin-grid-column>
                <vaadin-grid-column header="Last failure" auto-width resizable
                    ${columnBodyRenderer(item => this._failure(item), [])}></vaadin-grid-column>
                <span slot="empty-state">${this.seen ? 'Nothing found.' : 'Looking…'}</span>
            </vaadin-grid>
            <div class="bar">
                <vaadin-button theme="small" ?disabled=${this._tokens.length === 0} @click=${this._previous}>Previous</vaadin-button>
                <vaadin-button theme="small" ?disabled=${!this.seen?.nextPageToken} @click=${this._next}>Next</vaadin-button>
                <span class="muted">Page ${this._tokens.length + 1}, the latest started first</span>
            </div>`;
    }

    _chip(query, text, count, color = 'var(--lumo-body-text-color)') {
        return html`<button class="chip" style="--chip: ${color}" ?selected=${this.query === query}
            @click=${() => this._find(query)}>${text} <b>${count ?? ''}</b></button>`;
    }

    _count(name) {
        return this.seen?.counts.groups.find(group => group.value === name)?.count;
    }

    _failure({ lastFailureType = null }) {
        return html`<span title=${lastFailureType ?? ''}>${lastFailureType?.split(/[.$]/).at(-1)}</span>`;
    }

    _took(item) {
        return item.closedTime ? duration(new Date(item.closedTime) - new Date(item.executionTime)) : '';
    }

    _typed(event) {
        clearTimeout(this._typing);
        const query = event.detail.value;
        this._typing = setTimeout(() => this._find(query), TYPING_MILLIS);
    }

    _entered(event) {
        if (event.key === 'Enter') {
            clearTimeout(this._typing);
            this._find(event.target.value);
        }
    }

    _find(query) {
        if (query === this.query) {
            return;
        }
        this.query = query;
        const search = query ? `?${new URLSearchParams({ query })}` : '';
        window.history.replaceState(window.history.state, '', window.location.pathname + search);
        this._show([]);
    }

    _next() {
        this._show([...this._tokens, this.seen.nextPageToken]);
    }

    _previous() {
        this._show(this._tokens.slice(0, -1));
    }

    _show(tokens) {
        this._tokens = tokens;
        this.hotReload();
    }
}

customElements.define('activities-list', ActivitiesList);

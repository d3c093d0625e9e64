import { html, css, nothing } from 'lit';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-selection-column.js';
import '@vaadin/text-field';
import '@vaadin/button';
import '@vaadin/icon';
import { LiveElement } from './activities-live.js';
import { formatStyles, number, words } from './activities-format.js';
import './activities-saved-queries.js';

const PAGE_SIZE = 50;
const TYPING_MILLIS = 400;

/**
 * The executions that match a query and the selected statuses, page by page. Base of elements that choose what is listed: its
 * stream, its columns and what can be done with a selection.
 */
export class QueryList extends LiveElement {

    static properties = {
        query: { type: String },
        /** The selected statuses, as a query spells them; empty for any. */
        statuses: { type: Array },
        _tokens: { state: true },
        _selected: { state: true },
        /** Whether a batch is for all executions that match, not only for the selected ones. */
        _allMatching: { state: true }
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
            min-height: var(--lumo-size-s);
        }
        #query {
            flex: 1;
            min-width: 20em;
        }
        .chip, .link {
            cursor: pointer;
            background: none;
            color: inherit;
            font: inherit;
            font-size: var(--lumo-font-size-s);
        }
        .chip {
            border: 1px solid var(--lumo-contrast-20pct);
            border-radius: 1em;
            padding: 0.15em 0.8em;
        }
        .chip[aria-pressed=true] {
            border-color: var(--chip);
            box-shadow: inset 0 0 0 1px var(--chip);
        }
        .chip b {
            color: var(--chip);
        }
        .link {
            border: none;
            padding: 0;
            color: var(--lumo-primary-text-color);
        }
        .selection {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            margin-left: auto;
        }
        vaadin-grid {
            flex: 1;
            min-height: 12em;
        }
    `];

    constructor() {
        super();
        this.query = '';
        this.statuses = [];
        this._tokens = [];
        this._selected = [];
        this._allMatching = false;
    }

    /** @returns the parameters of the request for the current page */
    page() {
        return { query: this.query, statuses: this.statuses, pageSize: PAGE_SIZE, pageToken: this._tokens.at(-1) ?? '' };
    }

    /** @returns what the list is called where queries are saved, an example of a query, the statuses, and their colors */
    get look() {
        throw new Error('A subclass must override look');
    }

    /** @returns the columns of the list, but the first one */
    columns() {
        throw new Error('A subclass must override columns()');
    }

    /** @returns the buttons for the executions that the query finds */
    batch(query, count, done) {
        throw new Error('A subclass must override batch()');
    }

    /** @returns what stands beside the query */
    tools() {
        return nothing;
    }

    render() {
        const { name, example, statuses, color, presets = [] } = this.look;
        return html`
            <div class="bar">
                <vaadin-text-field id="query" clear-button-visible .value=${this.query}
                    placeholder="Query, for example: ${example}"
                    ?invalid=${this.problem} .errorMessage=${this.problem ?? ''}
                    @value-changed=${this._typed} @keydown=${this._entered}>
                    <vaadin-icon slot="prefix" icon="font-awesome-solid:magnifying-glass"></vaadin-icon>
                </vaadin-text-field>
                ${this.tools()}
            </div>
            <div class="bar">
                ${this._chip('All', this.latest?.counts.total, this.statuses.length === 0, () => [])}
                ${Object.entries(statuses).map(([status, name]) => this._chip(words(status), this._count(name),
                    this.statuses.includes(name), () => this._toggled(name), color(status)))}
                <activities-saved-queries .list=${name} .presets=${presets} .query=${this.query} .statuses=${this.statuses}
                    @use=${({ detail }) => this._find(detail.query, detail.statuses)}></activities-saved-queries>
            </div>
            <vaadin-grid .items=${this.latest?.items ?? []} item-id-path="runId" theme="no-border row-stripes compact"
                .selectedItems=${this._selected} @selected-items-changed=${this._select}>
                <vaadin-grid-selection-column width="3rem" flex-grow="0"></vaadin-grid-selection-column>
                ${this.columns()}
                <span slot="empty-state">${this.latest ? 'Nothing found.' : 'Loading…'}</span>
            </vaadin-grid>
            <div class="bar">
                <vaadin-button theme="small" ?disabled=${this._tokens.length === 0} @click=${this._previous}>Previous</vaadin-button>
                <vaadin-button theme="small" ?disabled=${!this.latest?.nextPageToken} @click=${this._next}>Next</vaadin-button>
                <span class="muted">Page ${this._tokens.length + 1}, last started first</span>
                ${this._selected.length === 0 ? nothing : this._selection()}
            </div>`;
    }

    _chip(text, count, selected, statuses, color = 'var(--lumo-body-text-color)') {
        return html`<button class="chip" style="--chip: ${color}" aria-pressed=${selected}
            @click=${() => this._find(this.query, statuses())}>${text} <b>${count === undefined ? '' : number(count)}</b></button>`;
    }

    _count(name) {
        return this.latest?.counts.groups.find(group => group.value === name)?.count;
    }

    _toggled(status) {
        return this.statuses.includes(status) ? this.statuses.filter(name => name !== status) : [...this.statuses, status];
    }

    _selection() {
        const matching = this._matching();
        const count = this._allMatching ? matching : this._selected.length;
        const query = this._allMatching ? this.latest.query
            : `RunId IN (${this._selected.map(({ runId }) => `'${runId}'`).join(', ')})`;
        return html`<div class="selection">
            <span>${number(count)} selected</span>
            ${this._canSelectMatching(matching) ? html`<button class="link" @click=${() => this._allMatching = true}>
                Select all ${number(matching)} that match</button>` : nothing}
            ${this.batch(query, count, () => this._selected = [])}
        </div>`;
    }

    /** A batch of all executions needs a condition. */
    _canSelectMatching(matching) {
        return !this._allMatching && matching > this._selected.length && this.latest?.query
            && this.latest.items.every(({ runId }) => this._selected.some(selected => selected.runId === runId));
    }

    /** How many executions all pages show together. */
    _matching() {
        return this.statuses.length === 0 ? this.latest?.counts.total ?? 0
            : this.statuses.reduce((sum, name) => sum + (this._count(name) ?? 0), 0);
    }

    _select(event) {
        this._selected = event.detail.value;
        this._allMatching = false;
    }

    _typed(event) {
        clearTimeout(this._typing);
        const query = event.detail.value;
        this._typing = setTimeout(() => this._find(query, this.statuses), TYPING_MILLIS);
    }

    _entered(event) {
        if (event.key === 'Enter') {
            clearTimeout(this._typing);
            this._find(event.target.value, this.statuses);
        }
    }

    _find(query, statuses) {
        if (query === this.query && String(statuses) === String(this.statuses)) {
            return;
        }
        this.query = query;
        this.statuses = statuses;
        const address = new URLSearchParams(query ? { query } : {});
        statuses.forEach(status => address.append('status', status));
        const search = String(address);
        window.history.replaceState(window.history.state, '', window.location.pathname + (search ? `?${search}` : ''));
        this._show([]);
    }

    _next() {
        this._show([...this._tokens, this.latest.nextPageToken]);
    }

    _previous() {
        this._show(this._tokens.slice(0, -1));
    }

    _show(tokens) {
        this._tokens = tokens;
        this._selected = [];
        this.hotReload();
    }
}

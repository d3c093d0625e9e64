import { LitElement, html, css, nothing } from 'lit';
import '@vaadin/confirm-dialog';
import '@vaadin/text-field';

/**
 * The queries that the user has saved in this browser, and a button that saves the current one. Fires "use" with
 * { query, statuses }.
 */
export class ActivitiesSavedQueries extends LitElement {

    static properties = {
        /** The list that the queries belong to. */
        list: { type: String },
        /** Queries that are always there: { name, query, statuses }. */
        presets: { type: Array },
        query: { type: String },
        statuses: { type: Array },
        _saved: { state: true },
        /** The name of the query that is about to be saved. */
        _name: { state: true }
    };

    static styles = css`
        :host {
            display: inline-flex;
            flex-wrap: wrap;
            align-items: center;
            gap: var(--lumo-space-s);
            margin-left: auto;
        }
        button {
            cursor: pointer;
            background: none;
            border: none;
            padding: 0;
            color: var(--lumo-primary-text-color);
            font: inherit;
            font-size: var(--lumo-font-size-s);
        }
        .remove {
            color: var(--lumo-secondary-text-color);
        }
    `;

    willUpdate(changed) {
        if (changed.has('list')) {
            this._saved = JSON.parse(localStorage.getItem(this._key()) ?? '[]');
        }
    }

    _key() {
        return `quarkus-activities-queries-${this.list}`;
    }

    render() {
        return html`
            ${this.presets.map(saved => this._use(saved))}
            ${this._saved.map(saved => html`<span class="saved">${this._use(saved)}
                <button class="remove" title="Remove ${saved.name}" @click=${() => this._remove(saved)}>×</button></span>`)}
            ${this._canSave() ? html`<button id="save-query" @click=${() => this._name = this.query}>Save query…</button>` : nothing}
            <vaadin-confirm-dialog header="Save the query in this browser" cancel-button-visible cancel-text="Back" confirm-text="Save"
                .opened=${this._name !== undefined} @confirm=${this._save} @closed=${() => this._name = undefined}>
                <vaadin-text-field id="query-name" label="Name" style="width: 100%" .value=${this._name ?? ''}
                    @value-changed=${event => this._typed = event.detail.value}></vaadin-text-field>
            </vaadin-confirm-dialog>`;
    }

    _use({ name, query, statuses = [] }) {
        return html`<button title=${query} @click=${() => this.dispatchEvent(
            new CustomEvent('use', { detail: { query, statuses } }))}>${name}</button>`;
    }

    _canSave() {
        return (this.query || this.statuses.length > 0) && ![...this.presets, ...this._saved].some(({ query, statuses = [] }) =>
            query === this.query && String(statuses) === String(this.statuses));
    }

    _save() {
        const name = this._typed.trim() || this.query || this.statuses.join(', ');
        this._store([...this._saved.filter(saved => saved.name !== name), { name, query: this.query, statuses: this.statuses }]);
    }

    _remove(removed) {
        this._store(this._saved.filter(saved => saved !== removed));
    }

    _store(saved) {
        this._saved = saved;
        localStorage.setItem(this._key(), JSON.stringify(saved));
    }
}

customElements.define('activities-saved-queries', ActivitiesSavedQueries);

import { LitElement, html } from 'lit';
import { dialogRenderer, dialogFooterRenderer } from '@vaadin/dialog/lit.js';
import '@vaadin/button';
import '@vaadin/dialog';
import '@vaadin/text-field';
import { words } from './activities-format.js';

const FIELDS = ['START_TO_CLOSE_TIMEOUT', 'SCHEDULE_TO_CLOSE_TIMEOUT', 'SCHEDULE_TO_START_TIMEOUT', 'HEARTBEAT_TIMEOUT',
    'RETRY_INITIAL_INTERVAL', 'RETRY_MAXIMUM_INTERVAL', 'RETRY_BACKOFF_COEFFICIENT', 'RETRY_MAXIMUM_ATTEMPTS',
    'PRIORITY', 'TASK_QUEUE'];

/**
 * A form with the options of an execution, or of several. Fires "update" with the fields that the user has changed, and stays
 * open until it is closed.
 */
export class ActivitiesUpdateOptions extends LitElement {

    static properties = {
        /** The Activity Id, or a text that says how many executions the update is for. */
        subject: { type: String },
        /** The current options; undefined for several executions. */
        options: { type: Array },
        _opened: { state: true }
    };

    /** Opens the form with the current options. */
    open() {
        this._fields = FIELDS.map(name => {
            const { value, input } = this.options?.find(option => option.option === name) ?? { value: 'unchanged', input: '' };
            return { name, input, text: input, placeholder: input === '' ? value : '' };
        });
        this._opened = true;
    }

    close() {
        this._opened = false;
    }

    render() {
        return html`<vaadin-dialog .opened=${this._opened ?? false} header-title="Update options of ${this.subject}"
            @closed=${() => this._opened = false}
            ${dialogRenderer(() => this._form(), [this._fields])}
            ${dialogFooterRenderer(() => html`
                <vaadin-button theme="tertiary" @click=${() => this.close()}>Back</vaadin-button>
                <vaadin-button theme="primary" @click=${this._update}>Update</vaadin-button>`, [])}>
        </vaadin-dialog>`;
    }

    _form() {
        return html`
            <div style="display: grid; grid-template-columns: 1fr 1fr; gap: 0 1em; width: 32em; max-width: 100%">
                ${(this._fields ?? []).map(field => html`<vaadin-text-field id=${field.name} label=${words(field.name)}
                    placeholder=${field.placeholder} .value=${field.text}
                    @value-changed=${event => field.text = event.detail.value}></vaadin-text-field>`)}
            </div>
            <p style="max-width: 32em; color: var(--lumo-secondary-text-color)">Write durations as 30s, 10m or PT1H.
                ${this.options ? 'Clear a field to remove a timeout or a limit.'
                    : 'Empty fields stay unchanged. Use 0 to remove a timeout or a limit.'}</p>`;
    }

    _update() {
        const changes = this._fields.filter(({ text, input }) => text.trim() !== input);
        this.dispatchEvent(new CustomEvent('update', {
            detail: Object.fromEntries(changes.map(({ name, text }) => [name, text.trim()]))
        }));
    }
}

customElements.define('activities-update-options', ActivitiesUpdateOptions);

import { LitElement, html, nothing } from 'lit';
import '@vaadin/confirm-dialog';
import '@vaadin/integer-field';
import '@vaadin/text-field';

/** The label and icon of each verb, and an explanation for the user who confirms it. */
export const VERBS = {
    reset: {
        text: 'Reset', icon: 'rotate-left',
        explanation: 'Starts again with attempt 1, without waiting for the backoff. If an attempt is running, '
            + 'attempt 1 follows when that attempt fails.'
    },
    pause: {
        text: 'Pause', icon: 'pause', reason: true,
        explanation: 'No further attempt starts until you unpause. An attempt that is running may finish.'
    },
    unpause: { text: 'Unpause', icon: 'play', explanation: 'Allows further attempts again.' },
    cancel: {
        text: 'Cancel', icon: 'ban', reason: true,
        explanation: 'Requests a cancellation. An attempt that is running may stop, or finish its work.'
    },
    terminate: {
        text: 'Terminate', icon: 'circle-xmark', reason: true, danger: true,
        explanation: 'Closes immediately, without a result. The outcome of an attempt that is running is ignored.'
    },
    runAgain: {
        text: 'Run again', icon: 'repeat', reason: true,
        explanation: 'Starts a new run with the same id, input and options.'
    },
    delete: {
        text: 'Delete', icon: 'trash', danger: true,
        explanation: 'Deletes permanently, including input and result. Terminates first if still open.'
    }
};

/**
 * Asks the user to confirm a verb, for a reason if the verb has one, and for a number if the verb has a label for it. Fires
 * "confirmed" with { verb, reason, number }.
 */
export class ActivitiesConfirm extends LitElement {

    static properties = {
        /** The verbs, with their labels. */
        verbs: { attribute: false },
        /** The Activity Id, or a text that says how many executions the verb is for. */
        subject: { type: String },
        _verb: { state: true }
    };

    constructor() {
        super();
        this.verbs = VERBS;
    }

    /** Opens the dialog, with a number to begin with. */
    open(verb, number) {
        this._reason = '';
        this._number = number;
        this._verb = verb;
    }

    render() {
        const { text = '', explanation = '', reason = false, number, danger = false } = this.verbs[this._verb] ?? {};
        return html`
            <vaadin-confirm-dialog header="${text} ${this.subject}?" cancel-button-visible cancel-text="Back"
                confirm-text=${text} confirm-theme="primary ${danger ? 'error' : ''}" .opened=${this._verb !== undefined}
                @confirm=${this._confirmed} @closed=${() => this._verb = undefined}>
                <div style="max-width: 26em">
                    <div>${explanation}</div>
                    ${number ? html`<vaadin-integer-field id="number" label=${number} style="width: 100%" .value=${String(this._number)}
                        @value-changed=${event => this._number = event.detail.value}></vaadin-integer-field>` : nothing}
                    ${reason ? html`<vaadin-text-field id="reason" label="Reason" style="width: 100%" .value=${this._reason}
                        @value-changed=${event => this._reason = event.detail.value}></vaadin-text-field>` : nothing}
                </div>
            </vaadin-confirm-dialog>`;
    }

    _confirmed() {
        this.dispatchEvent(new CustomEvent('confirmed', { detail: { verb: this._verb, reason: this._reason, number: Number(this._number) } }));
    }
}

customElements.define('activities-confirm', ActivitiesConfirm);

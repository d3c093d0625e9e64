import { html, css, nothing } from 'lit';
import '@vaadin/progress-bar';
import { LiveElement } from './activities-live.js';
import { badge, cardPageStyles, clock, duration, formatStyles, number } from './activities-format.js';

const REFRESH_MILLIS = 500;

/** The nodes with their leases, running attempts and slots. */
export class QwcActivitiesWorkers extends LiveElement {

    static styles = [formatStyles, cardPageStyles, css`
        .head {
            flex-wrap: wrap;
        }
        .slots {
            display: grid;
            grid-template-columns: max-content minmax(8em, 24em) max-content 1fr;
            gap: var(--lumo-space-s) var(--lumo-space-m);
            align-items: center;
            margin-top: var(--lumo-space-s);
        }
    `];

    connectedCallback() {
        super.connectedCallback();
        this._clock = setInterval(() => this.requestUpdate(), REFRESH_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._clock);
        super.disconnectedCallback();
    }

    stream() {
        return this.jsonRpc.streamWorkers();
    }

    render() {
        return html`
            ${this.problem ? html`<div class="problem">${this.problem}</div>` : nothing}
            ${(this.latest ?? []).map(worker => this._worker(worker))}`;
    }

    _worker(worker) {
        const left = Date.parse(worker.leaseUntil) - Date.now();
        return html`<div class="card">
            <div class="head">
                <h3>${worker.identity}</h3>
                ${worker.here ? badge('COMPLETED', 'This node') : nothing}
                ${left > 0 ? badge('RUNNING', `Lease expires in ${duration(left)}`) : badge('FAILED', `Lease expired ${duration(-left)} ago`)}
                <span class="muted">started ${clock(worker.startedAt)}, running attempts: ${number(worker.attempts)},
                    node id <code>${worker.nodeId}</code></span>
            </div>
            ${worker.slots.length === 0
                ? html`<div class="muted">Serves ${worker.taskQueues.join(', ')}. Only the Dev UI of that node can show its slots.</div>`
                : html`<div class="slots">${worker.slots.map(queue => html`
                    <b>${queue.taskQueue}</b>
                    <vaadin-progress-bar value=${queue.used} max=${queue.slots}></vaadin-progress-bar>
                    <span>${queue.used} of ${queue.slots} slots</span>
                    <span class="muted">${queue.types.join(', ')}</span>`)}</div>`}
        </div>`;
    }
}

customElements.define('qwc-activities-workers', QwcActivitiesWorkers);

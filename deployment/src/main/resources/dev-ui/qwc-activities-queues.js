import { html, css, nothing } from 'lit';
import { LiveElement } from './activities-live.js';
import { badge, cardPageStyles, duration, formatStyles } from './activities-format.js';
import { SAMPLES, sample, samplesOf } from './activities-samples.js';
import { listLink } from './activities-links.js';
import './activities-chart.js';

const SAMPLE_MILLIS = 1000;

/** The Task Queues, with charts of the last two minutes in which somebody looked. */
export class QwcActivitiesQueues extends LiveElement {

    static styles = [formatStyles, cardPageStyles, css`
        .head {
            margin-bottom: var(--lumo-space-s);
        }
        .charts {
            display: grid;
            grid-template-columns: repeat(auto-fit, minmax(17em, 1fr));
            gap: var(--lumo-space-m);
        }
    `];

    connectedCallback() {
        super.connectedCallback();
        this._sampling = setInterval(() => {
            sample(this.seen ?? []);
            this.requestUpdate();
        }, SAMPLE_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._sampling);
        super.disconnectedCallback();
    }

    stream() {
        return this.jsonRpc.streamTaskQueues();
    }

    render() {
        return html`
            ${this.problem ? html`<div class="problem">${this.problem}</div>` : nothing}
            ${(this.seen ?? []).map(queue => this._queue(queue))}`;
    }

    _queue(queue) {
        const perSecond = value => `${value < 10 ? value.toFixed(1) : Math.round(value)} /s`;
        return html`<div class="card">
            <div class="head">
                <h3>${listLink('TaskQueue', queue.taskQueue)}</h3>
                ${queue.paused ? badge('PAUSED') : nothing}
                <span class="muted">
                    ${queue.slots > 0 ? `${queue.slots} slots on this node` : 'not served by this node'}
                    ${queue.maxPerSecond === undefined ? '' : `, at most ${queue.maxPerSecond} a second`}
                    ${queue.oldest ? `, the oldest task waits for ${duration(Math.max(0, Date.now() - Date.parse(queue.oldest)))}` : ''}
                </span>
            </div>
            <div class="charts">
                ${this._chart(queue, 'Backlog', 'backlog', value => String(value))}
                ${this._chart(queue, 'Slots in use', 'used', value => String(value))}
                ${this._chart(queue, 'Attempts', 'begunPerSecond', perSecond)}
                ${this._chart(queue, 'Failures', 'failedPerSecond', perSecond, 'var(--lumo-error-color)')}
                ${this._chart(queue, 'Schedule to start', 'waited', duration)}
                ${this._chart(queue, 'Run time', 'ran', duration)}
            </div>
        </div>`;
    }

    _chart(queue, label, what, format, color = 'var(--lumo-primary-color)') {
        return html`<activities-chart label=${label} .values=${samplesOf(queue.taskQueue, what)} .capacity=${SAMPLES}
            .format=${format} color=${color}></activities-chart>`;
    }
}

customElements.define('qwc-activities-queues', QwcActivitiesQueues);

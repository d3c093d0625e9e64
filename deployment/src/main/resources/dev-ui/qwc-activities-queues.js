import { html, css, nothing } from 'lit';
import { LiveElement } from './activities-live.js';
import { answered } from './activities-answers.js';
import { VERBS } from './activities-confirm.js';
import { verbButton } from './activities-verb-button.js';
import { badge, cardPageStyles, duration, formatStyles, number } from './activities-format.js';
import { SAMPLES, points, sample } from './activities-samples.js';
import { listLink } from './activities-links.js';
import './activities-chart.js';

const SAMPLE_MILLIS = 1000;

/** The Task Queues, with charts of the last two minutes in which the page was open. */
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
            sample(this.latest ?? []);
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
            ${(this.latest ?? []).map(queue => this._queue(queue))}`;
    }

    _queue(queue) {
        const perSecond = value => `${value < 10 ? value.toFixed(1) : number(Math.round(value))}/s`;
        const whole = value => Number.isInteger(value) ? number(value) : '';
        return html`<div class="card">
            <div class="head">
                <h3>${listLink('TaskQueue', queue.taskQueue)}</h3>
                ${queue.paused ? badge('PAUSED') : nothing}
                ${this._toggle(queue)}
                <span class="muted">${this._facts(queue)}</span>
            </div>
            <div class="charts">
                ${this._chart(queue, 'Backlog', 'backlog', whole)}
                ${this._chart(queue, 'Slots in use', 'used', whole)}
                ${this._chart(queue, 'Attempts started', 'begunPerSecond', perSecond)}
                ${this._chart(queue, 'Attempts failed', 'failedPerSecond', perSecond, '--lumo-error-color')}
                ${this._chart(queue, 'Wait for a worker', 'waited', duration)}
                ${this._chart(queue, 'Run time', 'ran', duration)}
            </div>
        </div>`;
    }

    _toggle({ taskQueue, paused }) {
        return paused
            ? verbButton('unpause-queue', VERBS.unpause, () => answered(this.jsonRpc.unpauseTaskQueue({ taskQueue })))
            : verbButton('pause-queue', VERBS.pause, () => answered(this.jsonRpc.pauseTaskQueue({ taskQueue, reason: '' })));
    }

    _facts({ slots, maxPerSecond, oldest }) {
        return [
            slots > 0 ? `${number(slots)} ${slots === 1 ? 'slot' : 'slots'} on this node` : 'not served by this node',
            maxPerSecond !== undefined && `at most ${number(maxPerSecond)} tasks per second`,
            oldest && `oldest task has waited for ${duration(Math.max(0, Date.now() - Date.parse(oldest)))}`
        ].filter(Boolean).join(', ');
    }

    _chart(queue, label, measure, format, color = '--lumo-primary-color') {
        return html`<activities-chart label=${label} .points=${points(queue.taskQueue, measure)}
            .spanMillis=${SAMPLES * SAMPLE_MILLIS} .format=${format} color=${color}></activities-chart>`;
    }
}

customElements.define('qwc-activities-queues', QwcActivitiesQueues);

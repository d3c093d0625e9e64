import { LitElement, html, css } from 'lit';
import './activities-line.js';

/** A small chart with its label and its latest value. */
export class ActivitiesChart extends LitElement {

    static properties = {
        label: { type: String },
        /** [epoch millis, value]; null is a gap. */
        points: { attribute: false },
        spanMillis: { type: Number },
        format: { attribute: false },
        /** A custom property of the theme. */
        color: { type: String }
    };

    static styles = css`
        :host {
            display: block;
            min-width: 0;
            overflow: hidden;
        }
        .head {
            display: flex;
            justify-content: space-between;
            font-size: var(--lumo-font-size-s);
        }
        .head span {
            color: var(--lumo-secondary-text-color);
        }
    `;

    render() {
        const latest = this.points.findLast(([, value]) => value !== null);
        return html`
            <div class="head"><span>${this.label}</span><b>${latest === undefined ? '–' : this.format(latest[1])}</b></div>
            <activities-line .points=${this.points} .spanMillis=${this.spanMillis} .format=${this.format} color=${this.color}>
            </activities-line>`;
    }
}

customElements.define('activities-chart', ActivitiesChart);

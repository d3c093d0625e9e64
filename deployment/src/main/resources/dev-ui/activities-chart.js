import { LitElement, html, svg, css } from 'lit';

const WIDTH = 240;
const HEIGHT = 48;

/** A small chart of the latest values; null is a gap. */
export class ActivitiesChart extends LitElement {

    static properties = {
        label: { type: String },
        values: { type: Array },
        capacity: { type: Number },
        format: { attribute: false },
        color: { type: String }
    };

    static styles = css`
        :host {
            display: block;
            min-width: 0;
        }
        .head {
            display: flex;
            justify-content: space-between;
            font-size: var(--lumo-font-size-s);
        }
        .head span {
            color: var(--lumo-secondary-text-color);
        }
        svg {
            display: block;
            width: 100%;
            height: 3em;
            background: var(--lumo-contrast-5pct);
            border-radius: var(--lumo-border-radius-s, 3px);
        }
    `;

    constructor() {
        super();
        this.values = [];
        this.capacity = 120;
        this.format = value => String(Math.round(value));
        this.color = 'var(--lumo-primary-color)';
    }

    render() {
        const known = this.values.filter(value => value !== null);
        const highest = Math.max(0, ...known);
        return html`
            <div class="head"><span>${this.label}</span>
                <b title="at most ${this.format(highest)}">${known.length === 0 ? '–' : this.format(known.at(-1))}</b></div>
            <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
                ${this._runs().map(run => this._area(run, highest || 1))}
            </svg>`;
    }

    /** The values without gaps, each run of them with where it begins. */
    _runs() {
        const runs = [];
        const offset = this.capacity - this.values.length;
        this.values.forEach((value, i) => {
            if (value === null) {
                return;
            }
            if (i === 0 || this.values[i - 1] === null) {
                runs.push({ from: offset + i, values: [] });
            }
            runs.at(-1).values.push(value);
        });
        return runs;
    }

    _area({ from, values }, highest) {
        const x = i => (from + i) * WIDTH / (this.capacity - 1);
        const y = value => HEIGHT - 2 - (HEIGHT - 6) * value / highest;
        const line = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`);
        if (line.length === 1) {
            line.push(`${(x(0) + 1).toFixed(1)},${y(values[0]).toFixed(1)}`);
        }
        const area = `${x(0).toFixed(1)},${HEIGHT} ${line.join(' ')} ${line.at(-1).split(',')[0]},${HEIGHT}`;
        return svg`
            <polygon points=${area} style="fill: ${this.color}; opacity: 0.15"></polygon>
            <polyline points=${line.join(' ')} vector-effect="non-scaling-stroke"
                style="fill: none; stroke: ${this.color}; stroke-width: 1.5"></polyline>`;
    }
}

customElements.define('activities-chart', ActivitiesChart);

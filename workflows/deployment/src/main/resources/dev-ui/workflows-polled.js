import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { NAMESPACE } from './workflows-links.js';

const PERIOD_MILLIS = 1000;

/** Base of elements that show the latest answer to a request, which they repeat each second: subclasses choose the request. */
export class PolledElement extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(NAMESPACE, false);

    static properties = {
        /** The latest value. */
        latest: { state: true },
        /** Why there is no newer value, if so. */
        problem: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this._polling = setInterval(() => this.hotReload(), PERIOD_MILLIS);
        this.hotReload();
    }

    disconnectedCallback() {
        clearInterval(this._polling);
        super.disconnectedCallback();
    }

    async hotReload() {
        const asked = this._asked = {};
        try {
            const { result } = await this.request();
            if (asked === this._asked) {
                this.latest = result;
                this.problem = undefined;
            }
        } catch (error) {
            this.problem = error.error?.message ?? String(error);
        }
    }

    /** @returns the promise of the answer */
    request() {
        throw new Error('A subclass must override request()');
    }
}

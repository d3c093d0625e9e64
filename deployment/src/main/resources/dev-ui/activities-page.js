import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';

/** A stream ends by itself after two minutes, since nobody tells the server that a browser is gone. */
const RENEW_AFTER_MILLIS = 90_000;

/** A page that shows what a stream tells, for as long as it is shown: subclasses say which stream. */
export class ActivitiesPage extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this, false);

    static properties = {
        seen: { state: true },
        problem: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this._renewal = setInterval(() => this.hotReload(), RENEW_AFTER_MILLIS);
        this.hotReload();
    }

    disconnectedCallback() {
        clearInterval(this._renewal);
        this._stream?.cancel();
        super.disconnectedCallback();
    }

    hotReload() {
        this._stream?.cancel();
        this._stream = this.stream()
            .onNext(message => this.see(message.result))
            .onError(message => this.problem = message.error.message);
    }

    /** @returns the stream to show */
    stream() {
        throw new Error('A page has a stream');
    }

    see(frame) {
        this.problem = frame.problem;
        if (frame.value !== undefined) {
            this.seen = frame.value;
        }
    }
}

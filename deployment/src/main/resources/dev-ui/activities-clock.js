/** A Lit controller: the current time, which renders its element again and again as long as something is running. */
export class Clock {

    /** "running" tells whether time still matters; if not, the time stands still. */
    constructor(host, millis, running) {
        this._host = host;
        this._millis = millis;
        this._running = running;
        this.now = Date.now();
        host.addController(this);
    }

    hostConnected() {
        this._timer = setInterval(() => this._tick(), this._millis);
    }

    hostDisconnected() {
        clearInterval(this._timer);
    }

    _tick() {
        if (this._running()) {
            this.now = Date.now();
            this._host.requestUpdate();
        }
    }
}

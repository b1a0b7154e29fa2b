/*
 * Taps that wait to be sent, kept on the phone until the server has answered each.
 *
 * One tap is one item of localStorage, so two tabs never overwrite each other, and a
 * phone that is switched off loses nothing. Taps go one after the other, oldest first,
 * so the last tap on a person is the last one the server hears.
 *
 * `send(mark)` answers "done" (forget the tap), "later" (no line: try again) or "stop"
 * (the server does not know us: keep everything until the page is loaded anew).
 */
const WAITS = [2, 4, 8, 15, 30, 60].map((seconds) => seconds * 1000);

export class MarksQueue {
  #prefix;
  #send;
  #changed;
  #kept = new Map();
  #failures = 0;
  #state = "idle";
  #timer;
  #serial = 0;
  isSafe = true; // false once the phone refuses to store: then leaving the page loses taps

  constructor(name, send, changed) {
    this.#prefix = `ganket.marks.${name}.`;
    this.#send = send;
    this.#changed = changed;
    for (const [id, text] of this.#stored()) this.#kept.set(id, JSON.parse(text));
    window.addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
  }

  get size() {
    return this.#kept.size;
  }

  /** "idle" (nothing waits or it is on its way), "waiting" for the line, or "stopped". */
  get state() {
    if (this.#state === "stopped") return "stopped";
    return this.#failures && this.size ? "waiting" : "idle";
  }

  marks() {
    return [...this.#kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mark]) => mark);
  }

  holds(row) {
    return this.marks().some((mark) => mark.row === row);
  }

  add(mark) {
    this.#serial += 1;
    const stamp = String(Date.now()).padStart(15, "0") + String(this.#serial).padStart(6, "0");
    const id = this.#prefix + stamp;
    this.#kept.set(id, mark);
    try {
      window.localStorage.setItem(id, JSON.stringify(mark));
    } catch {
      this.isSafe = false;
    }
    this.#changed();
    this.#pump();
  }

  wake() {
    window.clearTimeout(this.#timer);
    this.#pump();
  }

  async #pump() {
    if (this.#state !== "idle") return;
    this.#state = "sending";
    while (this.size) {
      const [id] = [...this.#kept.keys()].sort();
      const answer = await this.#send(this.#kept.get(id));
      if (answer !== "done") {
        this.#rest(answer);
        return;
      }
      this.#failures = 0;
      this.#forget(id);
      this.#changed();
    }
    this.#state = "idle";
  }

  #rest(answer) {
    if (answer === "stop") {
      this.#state = "stopped";
    } else {
      this.#state = "idle";
      const wait = WAITS[Math.min(this.#failures, WAITS.length - 1)];
      this.#failures += 1;
      this.#timer = window.setTimeout(() => this.#pump(), wait);
    }
    this.#changed();
  }

  #forget(id) {
    this.#kept.delete(id);
    try {
      window.localStorage.removeItem(id);
    } catch {
      // It could not be stored, so there is nothing to remove.
    }
  }

  #stored() {
    try {
      return Object.entries(window.localStorage).filter(([id]) => id.startsWith(this.#prefix));
    } catch {
      this.isSafe = false;
      return [];
    }
  }
}

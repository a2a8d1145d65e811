// SPDX-License-Identifier: Apache-2.0
/** What was found about one file: checks with their verdicts, in the words of `tally --json`. */

const ORDER = ["holds", "cannot-tell", "does-not-hold"];
const EXIT_CODES = { holds: 0, "does-not-hold": 1, "cannot-tell": 2 };

/** A report; one check that does not hold decides, one that cannot be told leaves all untold. */
export class Report {
  checks = [];
  notes = [];
  facts = {};

  /** Adds a check that holds. */
  holds(name, detail) {
    this.checks.push({ name, verdict: "holds", detail });
  }

  /** Adds a check that does not hold. */
  fails(name, detail) {
    this.checks.push({ name, verdict: "does-not-hold", detail });
  }

  /** Adds a check that could not be made. */
  cannotTell(name, detail) {
    this.checks.push({ name, verdict: "cannot-tell", detail });
  }

  /** Adds a check with its verdict. */
  add(name, verdict, detail) {
    this.checks.push({ name, verdict, detail });
  }

  /** The first check that gives the report its verdict, as a line. */
  get reason() {
    const first = this.checks.find((check) => check.verdict === this.verdict);
    return first === undefined ? "" : `${first.name}: ${first.detail}`;
  }

  /** Adds a line for people. */
  note(name, detail) {
    this.notes.push({ name, detail });
  }

  /** The verdict on the whole; without any check there is nothing to tell. */
  get verdict() {
    const worst = Math.max(...this.checks.map((check) => ORDER.indexOf(check.verdict)));
    return this.checks.length === 0 ? "cannot-tell" : ORDER[worst];
  }

  /** The members of `tally verify --json` that a browser can know. */
  toObject() {
    const { checks, notes, facts, verdict } = this;
    return { command: "verify", verdict, exitCode: EXIT_CODES[verdict], checks, notes, ...facts };
  }
}

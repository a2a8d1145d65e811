// SPDX-License-Identifier: Apache-2.0
/**
 * Verifies receipts, tlog-proofs and usage answers in a browser, offline: the same checks, under the
 * same names and with the same verdicts, as `tally verify`. It needs WebCrypto with Ed25519 and sends
 * nothing anywhere.
 *
 *     import { verify } from "./tally.mjs";
 *     const report = await verify(bytes, { vkey, subject: "sub_…" });
 *     report.verdict; // "holds", "does-not-hold" or "cannot-tell"
 */
import { checkAnswer } from "./answer.mjs";
import { equal, hex } from "./bytes.mjs";
import { checkEvent } from "./events.mjs";
import { MalformedJson, parse } from "./json.mjs";
import { leafHash, provesInclusion } from "./merkle.mjs";
import { Malformed, hasEd25519, parseCheckpoint, parseProof, shown } from "./note.mjs";
import { label, parseReceipt } from "./opening.mjs";
import { accept, parsePolicy, policyOfKey } from "./policy.mjs";
import { Report } from "./report.mjs";
import { parsePages } from "./usage.mjs";

const MAX_EVIDENCE = 4 * 1024 * 1024;
const MAX_USAGE = 64 * 1024 * 1024;
const PROOF = "c2sp.org/tlog-proof@";

/** Which flaws of a usage answer belong to which check, in the order in which they are told. */
const GROUPS = {
  indexRoot: [
    "INDEX_ROOT_WITHHELD",
    "NOT_AN_INDEX_ROOT",
    "INDEX_ROOT_NOT_LOGGED",
    "COVERS_BEYOND_ITSELF",
  ],
  label: ["ANOTHER_LABEL", "LABEL_REPEATED"],
  list: ["LIST_UNPROVED", "ABSENCE_UNPROVED", "PLACES_NOT_IN_ORDER", "INDEX_NOT_IN_ORDER"],
  entries: [
    "STUB_WITHHELD",
    "NOT_UNDER_LABEL",
    "ENTRY_NOT_LOGGED",
    "ENTRY_NOT_LISTED",
    "ENTRY_NOT_OF_ITS_TYPE",
  ],
  linked: ["LINKED_LIST_MISSING", "LIST_NOT_LINKED"],
  bulk: ["BULK_READS_MISSING"],
  history: [
    "LOG_NOT_EXTENDED",
    "INDEX_WENT_BACK",
    "LIST_GONE",
    "LIST_NOT_EXTENDED",
    "PAGES_WITH_A_GAP",
  ],
};

/**
 * Verifies a file.
 *
 * @param file its bytes
 * @param options vkey (text) or policy (bytes); subject (token) or party (id): whose usage answer it
 *     must be; previous (bytes): an earlier answer; receipt (bytes): of the entry that a bare proof
 *     is about
 * @returns {verdict, exitCode, checks: [{name, verdict, detail}], notes, …} as `tally verify --json`
 */
export async function verify(file, options = {}) {
  const report = new Report();
  if (!(await hasEd25519())) {
    report.cannotTell("key", "this browser has no Ed25519 in WebCrypto");
    return report.toObject();
  }
  let policy = null;
  try {
    policy = policyOf(options);
  } catch (e) {
    requireRefusal(e);
    report.cannotTell("key", e.message);
    return report.toObject();
  }
  const read = readFile(report, "file", file);
  if (read?.pages !== undefined) {
    await verifyUsage(report, read.pages, policy, options);
  } else if (read !== null) {
    await verifyEvidence(report, read, policy, options);
  }
  return report.toObject();
}

function policyOf({ vkey, policy }) {
  if (policy !== undefined) {
    return parsePolicy(policy);
  }
  return vkey === undefined ? null : policyOfKey(vkey);
}

/** What is not a refusal of ours is a fault, and not to be told as one. */
function requireRefusal(e) {
  if (!(e instanceof Malformed) && !(e instanceof MalformedJson)) {
    throw e;
  }
}

/** Reads a file of one of the kinds; if it is none, the report says why. */
function readFile(report, check, file) {
  const beginning = String.fromCharCode(...file.subarray(0, PROOF.length));
  const first = file.find((byte) => !" \n\r\t".includes(String.fromCharCode(byte)));
  try {
    if (beginning === PROOF) {
      return readProof(report, check, file);
    }
    if ((first !== 0x7b && first !== 0x5b) || file.length > MAX_USAGE) {
      report.cannotTell(check, "neither a receipt, nor a usage answer, nor a tlog-proof");
      return null;
    }
    const json = parse(file);
    const page = Array.isArray(json) ? json[0] : json;
    if (page instanceof Map && (page.has("indexRoot") || page.has("trieProof"))) {
      return { pages: parsePages(json) };
    }
    if (file.length > MAX_EVIDENCE || json !== page || !isReceipt(json)) {
      report.cannotTell(check, "JSON, but neither a receipt nor a usage answer");
      return null;
    }
    const receipt = parseReceipt(json);
    return { proof: receipt.proof, receipt };
  } catch (e) {
    requireRefusal(e);
    report.fails(check, e.message);
    return null;
  }
}

const isReceipt = (json) => json.has("opening") || json.has("tlogProof");

function readProof(report, check, file) {
  if (file.length > MAX_EVIDENCE || file[PROOF.length] !== 0x76 || file[PROOF.length + 1] !== 0x31) {
    report.cannotTell(check, "a tlog-proof of another version than v1, or too long");
    return null;
  }
  return { proof: parseProof(file), receipt: null };
}

/** Tells what a checkpoint claims and what its signatures are worth; null if it is none. */
async function checkCheckpoint(report, note, policy) {
  let checkpoint;
  try {
    checkpoint = parseCheckpoint(note.text);
  } catch (e) {
    requireRefusal(e);
    report.fails("checkpoint", e.message);
    return null;
  }
  const { origin, size, root } = checkpoint;
  report.note("checkpoint", `${origin}, size ${size}, root ${hex(root)}`);
  report.facts.checkpoint = { origin, size: Number(size), root: hex(root) };
  if (policy === null) {
    report.cannotTell("signature", "no key to check it with");
    return checkpoint;
  }
  const accepted = await accept(policy, note, checkpoint);
  if (accepted === null) {
    report.fails("signature", "no trusted key has signed, or a signature fails");
  } else if (accepted.signers.length === 0) {
    report.fails("signature", `none of a log named ${origin}`);
  } else {
    report.holds("signature", `by ${accepted.signers.map(shown).join(", ")}`);
    tellWitnesses(report, policy, accepted);
  }
  return checkpoint;
}

/** What proves the same entry under a checkpoint that witnesses have seen. */
const NEWER_PROOF =
  "tally prove LOG --receipt FILE --policy POLICY --out newer.tlog-proof" +
  " && tally verify newer.tlog-proof --receipt FILE --policy POLICY";

function tellWitnesses(report, policy, { cosignatures, quorum }) {
  const name = (key) => policy.witnesses.find((w) => w.key === key).name;
  const seen = cosignatures.map(({ key, time }) => `${name(key)} at ${utc(time)}`);
  const detail = `quorum ${policy.quorum}: cosigned by ${seen.join(", ") || "nobody"}`;
  if (policy.quorum === "none") {
    report.note("witnesses", detail);
  } else if (quorum === "met") {
    report.holds("witnesses", detail);
  } else if (quorum === "not-met") {
    report.cannotTell("witnesses", `not witnessed yet: ${detail}`);
    report.note("next", NEWER_PROOF);
  } else {
    report.cannotTell("witnesses", detail);
  }
}

/** A time in seconds as text; far beyond what a calendar has, the number. */
function utc(seconds) {
  return seconds < 1n << 37n
    ? new Date(Number(seconds) * 1000).toISOString().replace(".000", "")
    : `${seconds}`;
}

async function verifyEvidence(report, { proof, receipt }, policy, options) {
  report.facts.format = receipt === null ? "tlog-proof" : "receipt";
  let opening = receipt?.opening ?? null;
  if (options.receipt !== undefined) {
    const stated = readFile(report, "receipt", options.receipt);
    if (stated === null) {
      return;
    }
    if (!stated.receipt) {
      report.cannotTell("receipt", "not a receipt");
      return;
    }
    if (opening !== null) {
      compareStated(report, opening, stated.receipt.opening);
    }
    opening ??= stated.receipt.opening;
  }
  report.facts.index = Number(proof.index);
  report.note("index", `${proof.index}`);
  const checkpoint = await checkCheckpoint(report, proof.note, policy);
  if (checkpoint !== null) {
    checkInclusion(report, proof, checkpoint, opening);
  }
  if (opening !== null) {
    tellEvent(report, opening);
  }
}

function compareStated(report, own, stated) {
  if (equal(own.entry, stated.entry)) {
    report.holds("stated", "the receipt is about the entry that was stated");
  } else {
    report.fails("stated", "the receipt is about another entry than was stated");
  }
}

function checkInclusion(report, { index, path }, { size, root }, opening) {
  if (opening === null) {
    report.cannotTell("inclusion", "a tlog-proof does not say for which entry it is");
  } else if (provesInclusion(leafHash(opening.entry), index, path, size, root)) {
    report.holds("inclusion", `entry ${index} is under the root of size ${size}`);
  } else {
    report.fails("inclusion", `the path does not lead from entry ${index} to the root of size ${size}`);
  }
}

function tellEvent(report, opening) {
  report.facts.entry = hex(opening.entry);
  report.facts.recordedMillis = opening.recordedMillis;
  report.note("recorded", new Date(opening.recordedMillis).toISOString());
  if (opening.stub.value === null) {
    report.note("type", "not shown");
    return;
  }
  const event = checkEvent(opening);
  if (event.type !== null) {
    report.facts.type = event.type;
  }
  if (!event.isKnown) {
    report.cannotTell("type", `${event.type} is not known to this release`);
  } else if (event.type === null) {
    report.fails("type", event.broken);
  } else {
    report.holds("type", event.type);
    tellBroken(report, event.broken);
  }
}

function tellBroken(report, broken) {
  if (broken === null) {
    report.holds("event", "what is shown is as the type defines it");
  } else {
    report.fails("event", broken);
  }
}

async function verifyUsage(report, pages, policy, options) {
  report.facts.format = "usage";
  const owner = ownerOf(options);
  const isAsked = options.previous !== undefined;
  const earlier = isAsked ? readEarlier(report, options.previous) : null;
  if (isAsked && earlier === null) {
    return;
  }
  const checked = await withCheckpoints(report, pages, policy);
  const previous = isAsked ? await checkEarlier(report, earlier, policy, owner) : null;
  if (checked === null || (isAsked && previous === null)) {
    return;
  }
  const verdict = checkAnswer(checked, previous, owner);
  tellGroups(report, verdict, owner, checked.length > 1 || previous !== null);
  tellCompleteness(report, verdict);
  const { number, coveredSize, shown, count } = verdict;
  Object.assign(report.facts, { indexRoot: number, coveredSize, shown, count });
  report.facts.bulkReads = verdict.bulkReads?.covering ?? [];
  report.facts.findings = verdict.findings;
}

function ownerOf({ subject, party }) {
  if (subject !== undefined) {
    return { label: label(`subject/${subject}`), token: subject };
  }
  return party === undefined ? null : { label: label(`party/${party}`), token: null };
}

async function withCheckpoints(report, pages, policy) {
  const checked = [];
  for (const [i, page] of pages.entries()) {
    const own = i === 0 ? report : new Report();
    checked.push({ page, checkpoint: await checkCheckpoint(own, page.note, policy) });
    if (i > 0 && own.verdict !== "holds") {
      report.add("signature", own.verdict, `page ${i + 1}: ${own.reason}`);
    }
  }
  return checked.some(({ checkpoint }) => checkpoint === null) ? null : checked;
}

function readEarlier(report, file) {
  try {
    return parsePages(parse(file));
  } catch (e) {
    requireRefusal(e);
    report.fails("previous", e.message);
    return null;
  }
}

/** The first page of an earlier answer, which counts only if it holds itself. */
async function checkEarlier(report, pages, policy, owner) {
  const own = new Report();
  const checked = await withCheckpoints(own, pages, policy);
  const isWhole =
    checked !== null &&
    own.verdict === "holds" &&
    checkAnswer(checked, null, owner).findings.length === 0;
  if (!isWhole) {
    report.cannotTell("previous", `the earlier answer does not hold itself: ${own.reason}`);
    return null;
  }
  report.holds("previous", `an answer at log size ${checked[0].checkpoint.size}`);
  return checked[0];
}

function tellGroups(report, { findings, unknown, bulkReads }, owner, hasHistory) {
  for (const [name, flaws] of Object.entries(GROUPS)) {
    const found = findings.filter(({ flaw }) => flaws.includes(flaw));
    if (found.length > 0) {
      const first = found.find(({ flaw }) => flaw === flaws.find((f) => found.some((x) => x.flaw === f)));
      report.fails(name, `${first.flaw}${first.where === "" ? "" : ` at ${first.where}`}`);
    } else if (name === "label" && owner === null) {
      report.cannotTell(name, "whose list it is: give a subject token or a party id");
    } else if (name === "entries" && unknown.size > 0) {
      report.cannotTell(name, `types that this release does not know: ${[...unknown].sort().join(", ")}`);
    } else if (name === "bulk") {
      tellBulkReads(report, bulkReads);
    } else if (name !== "history" || hasHistory) {
      report.holds(name, "as the answer says");
    }
  }
}

/** Whoever reads a range of the log reads about everybody in it. */
function tellBulkReads(report, bulkReads) {
  if (bulkReads === null) {
    return;
  }
  const { covering, withheld } = bulkReads;
  if (withheld > 0) {
    report.cannotTell("bulk", `${withheld} reads in bulk do not show their range`);
  } else {
    report.holds(
      "bulk",
      covering.length === 1
        ? "1 read in bulk covers an entry that is shown"
        : `${covering.length} reads in bulk cover an entry that is shown`,
    );
  }
}

function tellCompleteness(report, { findings, missing, claimsWhole, count, coveredSize }) {
  if (findings.length > 0) {
    return;
  }
  if (missing === 0) {
    report.holds("complete", `up to log size ${coveredSize}: ${count} entries`);
  } else if (claimsWhole) {
    report.fails("complete", `${missing} of ${count} entries are not shown, and no page has them`);
  } else {
    report.cannotTell("complete", `${missing} of ${count} entries are not shown: give all pages`);
  }
}

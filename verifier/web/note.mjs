// SPDX-License-Identifier: Apache-2.0
/** Signed notes, checkpoints, keys and cosignatures (C2SP), checked with WebCrypto's Ed25519. */
import { fromBase64, fromUtf8, hex, utf8 } from "./bytes.mjs";
import { sha256 } from "./sha256.mjs";

const MAX_SIZE = 1 << 20;
const MAX_SIGNATURES = 100;
const ED25519 = 0x01;
const COSIGNATURE = 0x04;
const KEY_SIZES = new Map([
  [ED25519, 32],
  [COSIGNATURE, 32],
  [0x06, 1312],
]);
const SPACE = /[\s\u0085\u180e\u001c-\u001f]/u;

/** A file that is not of its form; the message names the rule. */
export class Malformed extends Error {}

/** Whether the text has no control character but newlines. */
const isText = (text) => !/[\u0000-\u0009\u000b-\u001f]/.test(text) && text.isWellFormed();

const isKeyName = (name) =>
  name !== "" && isText(name) && !name.includes("+") && !name.includes("\n") && !SPACE.test(name);

/** A number from 0 to 2^63 - 1 in its one spelling, as a BigInt, or null. */
export function decimal(text) {
  return /^(0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) < 1n << 63n ? BigInt(text) : null;
}

/** Reads a verifier key: name+id+base64. */
export function parseKey(vkey) {
  const parts = vkey.split("+");
  if (parts.length < 3) {
    throw new Malformed("not of the form name+keyid+base64");
  }
  const name = parts[0];
  const typed = fromBase64(parts.slice(2).join("+"));
  if (!isKeyName(name) || typed === null || typed.length === 0) {
    throw new Malformed("not a name, a key id and base64");
  }
  const type = typed[0];
  if (KEY_SIZES.get(type) !== typed.length - 1) {
    throw new Malformed("the key is of no known type, or of another length");
  }
  const id = hex(sha256(utf8(name), Uint8Array.of(0x0a), typed).subarray(0, 4));
  if (id !== parts[1]) {
    throw new Malformed("the key id is not that of the key");
  }
  return { name, id, type, bytes: typed.subarray(1), text: vkey };
}

/** Whether both are the same key under the same name. */
export const isSameKey = (a, b) => a.text === b.text;

/** Whether the key is one that checkpoints are signed with, not one that cosigns. */
export const isLogKey = (key) => key.type === ED25519;

/** Whether the key is one that cosigns. */
export const isWitnessKey = (key) => key.type !== ED25519;

/** Reads a note: its text, and its signature lines, none verified. */
export function parseNote(note) {
  if (note.length > MAX_SIZE || utf8(note).length > MAX_SIZE || !isText(note)) {
    throw new Malformed("longer than a note, or with control characters");
  }
  const blank = note.lastIndexOf("\n\n");
  const lines = blank < 0 ? "" : note.slice(blank + 2);
  if (!lines.endsWith("\n") || lines === "\n") {
    throw new Malformed("no empty line, or no ended signature line after it");
  }
  const split = lines.slice(0, -1).split("\n");
  if (split.length > MAX_SIGNATURES) {
    throw new Malformed(`more than ${MAX_SIGNATURES} signatures`);
  }
  return { text: note.slice(0, blank + 1), signatures: split.map(parseSignature) };
}

function parseSignature(line) {
  const parts = line.slice(2).split(" ");
  const bytes = parts.length === 2 ? fromBase64(parts[1]) : null;
  if (!line.startsWith("\u2014 ") || bytes === null || !isKeyName(parts[0]) || bytes.length <= 4) {
    throw new Malformed("a signature line is not an em dash, a key name and base64");
  }
  return { name: parts[0], id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

/** Reads the text of a checkpoint: origin, size and root, without extension lines. */
export function parseCheckpoint(text) {
  const lines = text.split("\n");
  const size = lines.length === 4 ? decimal(lines[1]) : null;
  const root = lines.length === 4 ? fromBase64(lines[2]) : null;
  if (size === null || root === null || root.length !== 32 || lines[0] === "" || lines[3] !== "") {
    throw new Malformed("a checkpoint is an origin, a size and a root, each on a line");
  }
  return { origin: lines[0], size, root };
}

let answer;

/** Whether this browser can verify Ed25519 at all; asks it once. */
export function hasEd25519() {
  answer ??= importKey(Uint8Array.of(1, ...new Uint8Array(31))).then(
    () => true,
    (e) => e.name !== "NotSupportedError",
  );
  return answer;
}

const importKey = (bytes) => crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);

async function isSigned(key, message, signature) {
  try {
    const imported = await importKey(key.bytes);
    return await crypto.subtle.verify("Ed25519", imported, signature, message);
  } catch (e) {
    if (e.name === "NotSupportedError") {
      throw e;
    }
    // Not a point of the curve: such a key has signed nothing.
    return false;
  }
}

/**
 * Verifies the signatures of the keys given; those of others are ignored.
 *
 * @returns the keys that signed, and the times of the cosignatures; null if a known key's signature
 *     fails, or none is there
 */
export async function verifyNote(note, keys) {
  const signers = [];
  const cosignatures = [];
  for (const signature of note.signatures) {
    const key = keys.find((k) => k.name === signature.name && k.id === signature.id);
    if (key === undefined || key.type > COSIGNATURE) {
      continue;
    }
    const time = key.type === COSIGNATURE ? timeOf(signature.bytes) : null;
    const message = time === null ? note.text : `cosignature/v1\ntime ${time}\n${note.text}`;
    const bytes = key.type === COSIGNATURE ? signature.bytes.subarray(8) : signature.bytes;
    if (bytes.length !== 64 || (time !== null && time >= 1n << 63n)) {
      return null;
    }
    if (!(await isSigned(key, utf8(message), bytes))) {
      return null;
    }
    if (!signers.includes(key)) {
      signers.push(key);
    }
    if (time !== null) {
      cosignatures.push({ key, time });
    }
  }
  return signers.length === 0 ? null : { signers, cosignatures };
}

function timeOf(bytes) {
  return bytes.length === 72
    ? new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
    : 1n << 63n;
}

/** Reads a tlog-proof: an index, a path and a note. */
export function parseProof(file) {
  const text = typeof file === "string" ? file : fromUtf8(file);
  if (text === null) {
    throw new Malformed("not UTF-8");
  }
  const blank = text.indexOf("\n\n");
  const lines = blank < 0 ? [] : text.slice(0, blank).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") {
    throw new Malformed("the first line is not c2sp.org/tlog-proof@v1, or no empty line follows");
  }
  let hasExtra = false;
  if (lines[0]?.startsWith("extra ")) {
    const extra = fromBase64(lines.shift().slice("extra ".length));
    hasExtra = extra !== null && extra.length > 0;
    if (!hasExtra) {
      throw new Malformed("the extra data is not canonical base64, or empty");
    }
  }
  const first = lines.shift() ?? "";
  const index = first.startsWith("index ") ? decimal(first.slice("index ".length)) : null;
  if (index === null || lines.length > 63) {
    throw new Malformed("no index line, or more hashes than any tree needs");
  }
  const path = lines.map(fromBase64);
  if (path.some((hash) => hash === null || hash.length !== 32)) {
    throw new Malformed("a line of the path is not a hash");
  }
  return { index, path, hasExtra, note: parseNote(text.slice(blank + 2)) };
}

/** The name of a key as reports show it. */
export const shown = (key) => `${key.name}+${key.id}`;

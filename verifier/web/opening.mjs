// SPDX-License-Identifier: Apache-2.0
/** Openings and receipts: what is shown of an entry, and the 32 bytes that it gives. */
import { concat, fromBase64Url, fromHex, uint64, utf8 } from "./bytes.mjs";
import { canonical, violation } from "./json.mjs";
import { Malformed, parseProof } from "./note.mjs";
import { sha256 } from "./sha256.mjs";

const PARTS = ["stub", "body", "internal"];
const ENTRY = utf8("tallystick/entry/v1\0");
const GRADES = ["durable", "witnessed"];

/** Refuses an object that is none, or has members that are not defined for it. */
export function requireObject(value, members, where) {
  if (!(value instanceof Map)) {
    throw new Malformed(`${where} is an object`);
  }
  for (const name of value.keys()) {
    if (!members.includes(name)) {
      throw new Malformed(`${where} has only the members that are defined for it`);
    }
  }
  return value;
}

/** An integer that is not negative, as JSON has it. */
export function requireCount(value, where, least = 0) {
  if (typeof value !== "number" || value < least) {
    throw new Malformed(`${where} is an integer from ${least}`);
  }
  return value;
}

/**
 * Reads an opening.
 *
 * @returns recordedMillis; stub, body and internal, each with `value` (a Map, or null if it is
 *     withheld or absent) and `isWithheld`; and the entry that all of it gives
 */
export function parseOpening(json, where = "opening") {
  requireObject(json, ["recordedMillis", ...PARTS], where);
  const recordedMillis = requireCount(json.get("recordedMillis"), `${where}.recordedMillis`);
  const opening = { recordedMillis };
  for (const name of PARTS) {
    opening[name] = parsePart(json.get(name), name, `${where}.${name}`);
  }
  for (const name of ["stub", "body"]) {
    if (!opening[name].isWithheld && opening[name].value === null) {
      throw new Malformed(`${where}.${name}.value must be there`);
    }
  }
  const hashes = PARTS.map((name) => opening[name].hash);
  opening.entry = sha256(ENTRY, uint64(recordedMillis), ...hashes);
  return opening;
}

function parsePart(json, name, where) {
  if (json instanceof Map && json.has("hash")) {
    requireObject(json, ["hash"], where);
    const hash = fromHex(json.get("hash"), 32);
    if (hash === null) {
      throw new Malformed(`${where}.hash is 64 lower-case hex digits`);
    }
    return { hash, value: null, isWithheld: true };
  }
  requireObject(json, ["nonce", "value"], where);
  const nonce = fromBase64Url(json.get("nonce"), 32);
  if (nonce === null) {
    throw new Malformed(`${where}.nonce is 32 bytes in base64url without padding`);
  }
  const value = json.get("value") ?? null;
  if (value !== null && !(value instanceof Map)) {
    throw new Malformed(`${where}.value is an object`);
  }
  const broken = value === null ? null : violation(value);
  if (broken !== null) {
    throw new Malformed(`${where}.value is of the event model: ${broken}`);
  }
  const prefix = utf8(`tallystick/part/v1\0${name}\0`);
  const bytes = value === null ? new Uint8Array(0) : utf8(canonical(value));
  return { hash: sha256(prefix, nonce, bytes), value, isWithheld: false };
}

/** Reads a receipt that has been read as JSON. */
export function parseReceipt(json) {
  requireObject(json, ["opening", "index", "tlogProof", "grade", "policyHash"], "the receipt");
  const opening = parseOpening(json.get("opening"));
  if (typeof json.get("tlogProof") !== "string") {
    throw new Malformed("tlogProof is a string");
  }
  const proof = parseProof(json.get("tlogProof"));
  if (proof.hasExtra) {
    throw new Malformed("tlogProof has no extra data");
  }
  const index = json.get("index");
  if (typeof index !== "number" || BigInt(index) !== proof.index) {
    throw new Malformed(`index is that of the proof: the receipt says ${index}, it ${proof.index}`);
  }
  if (!GRADES.includes(json.get("grade"))) {
    throw new Malformed("grade is durable or witnessed");
  }
  if (fromHex(json.get("policyHash"), 32) === null) {
    throw new Malformed("policyHash is 64 lower-case hex digits");
  }
  return { opening, proof, grade: json.get("grade"), policyHash: json.get("policyHash") };
}

/** SHA-256 of the index key, such as subject/<token> or party/<id>. */
export const label = (key) => sha256(concat(utf8("tallystick/label/v1\0"), utf8(key)));

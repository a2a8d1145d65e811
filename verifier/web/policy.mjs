// SPDX-License-Identifier: Apache-2.0
/** Policies (c2sp.org/tlog-policy): whose signature counts, and which witnesses are enough. */
import { base64, fromUtf8, hex } from "./bytes.mjs";
import { Malformed, isLogKey, isSameKey, isWitnessKey, parseKey, verifyNote } from "./note.mjs";
import { sha256 } from "./sha256.mjs";

const MAX_SIZE = 1 << 20;

/** The policy that trusts the log with this key, and asks for no witness. */
export function policyOfKey(vkey) {
  const key = parseKey(vkey.trim());
  if (!isLogKey(key)) {
    throw new Malformed("a log's key is of type ED25519");
  }
  return { logs: [key], witnesses: [], quorum: "none", isMet: () => true, hash: null };
}

/** Reads a policy file. It is octets: names are compared as they are, an octet a character. */
export function parsePolicy(bytes) {
  if (bytes.length > MAX_SIZE) {
    throw new Malformed(`longer than ${MAX_SIZE} bytes`);
  }
  const file = new PolicyFile();
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  text.split("\n").forEach((line, i) => file.read(line, i + 1));
  if (file.quorum === null) {
    throw new Malformed("no quorum line");
  }
  return {
    logs: file.logs,
    witnesses: file.witnesses,
    quorum: file.quorum,
    isMet: file.quorum === "none" ? () => true : file.defined.get(file.quorum),
    hash: hex(sha256(bytes)),
  };
}

class PolicyFile {
  logs = [];
  witnesses = [];
  defined = new Map();
  members = new Set();
  quorum = null;

  read(line, number) {
    const refuse = (rule) => {
      throw new Malformed(`line ${number}: ${rule}`);
    };
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line)) {
      refuse("a control character");
    }
    const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
    if (keyword === undefined || keyword.startsWith("#")) {
      return;
    }
    const read = { log: this.log, witness: this.witness, group: this.group, quorum: this.quorumLine };
    if (!Object.hasOwn(read, keyword)) {
      refuse("begins with none of log, witness, group, quorum");
    }
    read[keyword].call(this, items, refuse);
  }

  log(items, refuse) {
    const key = this.key(items, 0, 1, 2, refuse);
    if (!isLogKey(key)) {
      refuse("a log's key is of type ED25519");
    }
    this.requireNew(key, this.logs, refuse);
    this.logs.push(key);
  }

  witness(items, refuse) {
    const key = this.key(items, 1, 2, 3, refuse);
    if (!isWitnessKey(key)) {
      refuse("a witness's key is of a cosignature type");
    }
    this.requireNew(key, this.witnesses.map((w) => w.key), refuse);
    this.define(items[0], (has) => has(key), refuse);
    this.witnesses.push({ name: items[0], key });
  }

  group(items, refuse) {
    const names = items.slice(2);
    if (names.length === 0) {
      refuse("not of the form group <name> all|any|<k> <name>...");
    }
    const group = names.map((name) => {
      if (!this.defined.has(name) || this.members.has(name)) {
        refuse(`${name} is not defined before, or in a group already`);
      }
      this.members.add(name);
      return this.defined.get(name);
    });
    const words = { any: "1", all: String(group.length) };
    const text = Object.hasOwn(words, items[1]) ? words[items[1]] : items[1];
    const threshold = /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : 0;
    if (threshold < 1 || threshold > group.length) {
      refuse(`a threshold is all, any, or from 1 to ${group.length}`);
    }
    const isMet = (has) => group.filter((member) => member(has)).length >= threshold;
    this.define(items[0], isMet, refuse);
  }

  quorumLine(items, refuse) {
    if (items.length !== 1 || this.quorum !== null) {
      refuse("not of the form quorum <name>, or a second one");
    }
    if (items[0] !== "none" && !this.defined.has(items[0])) {
      refuse(`${items[0]} is not defined before`);
    }
    this.quorum = items[0];
  }

  key(items, at, least, most, refuse) {
    if (items.length < least || items.length > most) {
      refuse("too few or too many items");
    }
    try {
      const octets = Uint8Array.from(items[at], (char) => char.charCodeAt(0));
      return parseKey(fromUtf8(octets) ?? "");
    } catch (e) {
      return refuse(`not a verifier key: ${e.message}`);
    }
  }

  requireNew(key, ofThisKind, refuse) {
    const all = [...this.logs, ...this.witnesses.map((w) => w.key)];
    if (
      ofThisKind.some((other) => base64(other.bytes) === base64(key.bytes)) ||
      all.some((other) => other.name === key.name && other.id === key.id)
    ) {
      refuse("a key that is there already");
    }
  }

  define(name, isMet, refuse) {
    if (name === "none" || this.defined.has(name)) {
      refuse(`the name ${name} is taken`);
    }
    this.defined.set(name, isMet);
  }
}

/**
 * What the signatures on a checkpoint amount to.
 *
 * @returns signers (keys of logs whose name is the origin), cosignatures, and whether the quorum is
 *     "met", "not-met" or "unknown"; null if no key of the policy has signed, or a signature fails
 */
export async function accept(policy, note, checkpoint) {
  const keys = [...policy.logs, ...policy.witnesses.map((w) => w.key)];
  const verified = await verifyNote(note, keys);
  if (verified === null) {
    return null;
  }
  const signers = verified.signers.filter(
    (key) => policy.logs.includes(key) && key.name === checkpoint.origin,
  );
  const cosigned = (key) => verified.cosignatures.some((c) => isSameKey(c.key, key));
  // A signature line of a key that cannot be verified here may be genuine or not.
  const perhaps = (key) =>
    cosigned(key) ||
    (key.type === 0x06 && note.signatures.some((s) => s.name === key.name && s.id === key.id));
  const quorum = policy.isMet(cosigned) ? "met" : policy.isMet(perhaps) ? "unknown" : "not-met";
  return { signers, cosignatures: verified.cosignatures, quorum };
}

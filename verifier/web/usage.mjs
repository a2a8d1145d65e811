// SPDX-License-Identifier: Apache-2.0
/** Usage answers: docs/spec/usage-answer.md, in the order of its checks. */
import { equal, fromBase64, fromBase64Url, fromHex, hex } from "./bytes.mjs";
import { checkEvent } from "./events.mjs";
import {
  indexValue,
  leafHash,
  listLeafHash,
  provesAbsence,
  provesInclusion,
  provesLabel,
} from "./merkle.mjs";
import { Malformed, parseNote } from "./note.mjs";
import { label as labelOf, parseOpening, requireCount, requireObject } from "./opening.mjs";

const LIST = ["label", "salt", "count", "listRoot", "trieProof", "entries", "extension"];
const PAGE = [
  ...LIST,
  "linked",
  "bulkReads",
  "indexRoot",
  "checkpoint",
  "consistency",
  "policyHash",
  "saved",
  "next",
];
const INDEX_ROOT = "dev.tallystick.index.root.v1";
const MAX_TEXT = 4096;

/** The label of all reads in bulk, each of which concerns everybody in its range. */
const BULK_READS = labelOf("bulk-read");

/** Reads a file that has been read as JSON: one page, or the pages as they were turned. */
export function parsePages(json) {
  const pages = Array.isArray(json) ? json : [json];
  if (pages.length === 0) {
    throw new Malformed("an answer has a page");
  }
  return pages.map((page, i) => parsePage(page, Array.isArray(json) ? `[${i}]` : "the answer"));
}

function parsePage(json, where) {
  requireObject(json, PAGE, where);
  const own = parseList(json, "");
  const linked = json.has("linked") ? array(json, "linked", "") : [];
  const others = linked.map((list, i) => parseLinked(list, `linked[${i}]`));
  const bulk = json.has("bulkReads") ? [parseLinked(json.get("bulkReads"), "bulkReads")] : [];
  return {
    personal: [own, ...others],
    bulk: bulk[0] ?? null,
    lists: [own, ...others, ...bulk],
    indexRoot: parseLogged(requireObject(json.get("indexRoot"), LOGGED, "indexRoot"), "indexRoot"),
    note: parseNote(text(json, "checkpoint", Infinity)),
    consistency: parseConsistency(json, "consistency", "oldSize", ""),
    policyHash: requireBytes(fromHex(json.get("policyHash"), 32), "policyHash"),
    saved: text(json, "saved", MAX_TEXT),
    next: json.has("next") ? text(json, "next", MAX_TEXT) : null,
  };
}

const LOGGED = ["index", "opening", "inclusionProof"];

function parseLinked(json, where) {
  return parseList(requireObject(json, LIST, where), where);
}

function parseList(json, where) {
  const at = (name) => (where === "" ? name : `${where}.${name}`);
  const count = requireCount(json.get("count"), at("count"));
  const list = {
    label: requireBytes(fromHex(json.get("label"), 32), at("label")),
    count,
    where,
    ...parseTrieProof(json, count, at),
  };
  list.entries = array(json, "entries", where).map((entry, i) => parseListed(entry, at(`entries[${i}]`)));
  list.extension = parseConsistency(json, "extension", "oldCount", where);
  return list;
}

function parseTrieProof(json, count, at) {
  const proof = requireObject(json.get("trieProof"), ["present", "path", "other"], at("trieProof"));
  if (proof.get("present") !== count > 0) {
    throw new Malformed(`${at("trieProof.present")} is true if and only if there are entries`);
  }
  const steps = parseSteps(proof, at);
  if (count > 0) {
    if (proof.has("other")) {
      throw new Malformed(`${at("trieProof")} has only the members that are defined for it`);
    }
    const salt = requireBytes(fromBase64Url(json.get("salt"), 32), at("salt"));
    const listRoot = requireBytes(fromHex(json.get("listRoot"), 32), at("listRoot"));
    return { steps, salt, listRoot, other: null };
  }
  if (json.has("salt") || json.has("listRoot")) {
    throw new Malformed(`${at("salt")} and listRoot are left out of an empty list`);
  }
  if (!proof.has("other")) {
    if (steps.length > 0) {
      throw new Malformed(`${at("trieProof.path")} is empty when there is no other leaf`);
    }
    return { steps, salt: null, listRoot: null, other: null };
  }
  const other = requireObject(proof.get("other"), ["label", "value"], at("trieProof.other"));
  return {
    steps,
    salt: null,
    listRoot: null,
    other: {
      label: requireBytes(fromHex(other.get("label"), 32), at("trieProof.other.label")),
      value: requireBytes(fromHex(other.get("value"), 32), at("trieProof.other.value")),
    },
  };
}

function parseSteps(proof, at) {
  let below = 256;
  return array(proof, "path", at("trieProof")).map((item) => {
    const step = requireObject(item, ["bit", "hash"], at("trieProof.path"));
    const bit = requireCount(step.get("bit"), at("trieProof.path.bit"));
    if (bit >= below) {
      throw new Malformed(`${at("trieProof.path")} has ever smaller bits, at most 255`);
    }
    below = bit;
    return { bit, sibling: hash(step.get("hash"), at("trieProof.path.hash")) };
  });
}

function parseListed(json, where) {
  requireObject(json, [...LOGGED, "listIndex", "listProof"], where);
  return {
    ...parseLogged(json, where),
    listIndex: requireCount(json.get("listIndex"), `${where}.listIndex`),
    listPath: path(json, "listProof", where),
    where,
  };
}

function parseLogged(json, where) {
  return {
    index: requireCount(json.get("index"), `${where}.index`),
    opening: parseOpening(json.get("opening"), `${where}.opening`),
    path: path(json, "inclusionProof", where),
  };
}

function parseConsistency(json, name, sizeName, where) {
  if (!json.has(name)) {
    return null;
  }
  const at = where === "" ? name : `${where}.${name}`;
  const proof = requireObject(json.get(name), [sizeName, "path"], at);
  return {
    oldSize: BigInt(requireCount(proof.get(sizeName), `${at}.${sizeName}`, 1)),
    path: path(proof, "path", at),
  };
}

function array(json, name, where) {
  const items = json.get(name);
  if (!Array.isArray(items)) {
    throw new Malformed(`${where === "" ? name : `${where}.${name}`} is an array`);
  }
  return items;
}

function path(json, name, where) {
  const hashes = array(json, name, where);
  if (hashes.length > 64) {
    throw new Malformed(`${where}.${name} has more hashes than any tree needs`);
  }
  return hashes.map((item) => hash(item, `${where}.${name}`));
}

const hash = (value, where) =>
  requireBytes(typeof value === "string" ? fromBase64(value) : null, where);

function requireBytes(bytes, where) {
  if (bytes === null || bytes.length !== 32) {
    throw new Malformed(`${where} is 32 bytes in its one spelling`);
  }
  return bytes;
}

function text(json, name, most) {
  const value = json.get(name);
  if (typeof value !== "string" || value.length > most) {
    throw new Malformed(`${name} is text, of at most so many characters`);
  }
  return value;
}

/** What the index root of a page says, or null if it is none that the chain could have. */
export function rootOf(page) {
  const { stub, body } = page.indexRoot.opening;
  const event = stub.value === null ? null : checkEvent(page.indexRoot.opening);
  const data = body.value?.get("data");
  if (event === null || event.type !== INDEX_ROOT || event.broken !== null || !(data instanceof Map)) {
    return null;
  }
  return data.has("previous") === data.get("number") > 1
    ? {
        number: data.get("number"),
        root: fromHex(data.get("root"), 32),
        coveredSize: data.get("coveredSize"),
      }
    : null;
}

/**
 * Checks one page (section 3, from number 3 on); signatures are the caller's.
 *
 * @param checkpoint what the page's checkpoint says, believed
 * @param label whose list it must be, or null
 * @returns findings ({flaw, where}) and the types that this release does not know
 */
export function checkPage(page, checkpoint, label) {
  const findings = [];
  const unknown = new Set();
  const found = (flaw, where) => findings.push({ flaw, where });
  const { stub, body } = page.indexRoot.opening;
  const root = rootOf(page);
  if (stub.value === null || body.value === null) {
    found("INDEX_ROOT_WITHHELD", "indexRoot");
  } else if (root === null || (stub.value.get("labels") ?? []).length > 0) {
    found("NOT_AN_INDEX_ROOT", "indexRoot");
  }
  if (!isUnder(page.indexRoot, checkpoint)) {
    found("INDEX_ROOT_NOT_LOGGED", "indexRoot");
  }
  if (root !== null && root.coveredSize > page.indexRoot.index) {
    found("COVERS_BEYOND_ITSELF", "indexRoot");
  }
  if (label !== null && !equal(label, page.lists[0].label)) {
    found("ANOTHER_LABEL", "label");
  }
  if (page.bulk !== null && !equal(page.bulk.label, BULK_READS)) {
    found("ANOTHER_LABEL", "bulkReads");
  }
  const seen = new Set();
  for (const list of page.lists) {
    if (seen.has(hex(list.label))) {
      found("LABEL_REPEATED", list.where);
    }
    seen.add(hex(list.label));
  }
  page.lists.forEach((list) => checkList(list, root, checkpoint, found, unknown));
  return { findings, unknown };
}

const isUnder = (logged, { size, root }) =>
  provesInclusion(leafHash(logged.opening.entry), BigInt(logged.index), logged.path, size, root);

function checkList(list, root, checkpoint, found, unknown) {
  if (root !== null && !isProved(list, root.root)) {
    found(list.count > 0 ? "LIST_UNPROVED" : "ABSENCE_UNPROVED", list.where);
  }
  if (list.count === 0 && list.entries.length > 0) {
    found("ABSENCE_UNPROVED", list.where);
  }
  let place = list.count;
  let index = root?.coveredSize ?? Infinity;
  list.entries.forEach((entry, i) => {
    // The first may be anywhere in the list: the page may not be the first one.
    if (i === 0 ? entry.listIndex >= place : entry.listIndex !== place - 1) {
      found("PLACES_NOT_IN_ORDER", entry.where);
    }
    if (entry.index >= index) {
      found("INDEX_NOT_IN_ORDER", entry.where);
    }
    checkEntry(list, entry, checkpoint, found, unknown);
    place = entry.listIndex;
    index = entry.index;
  });
}

const isProved = (list, root) =>
  list.count > 0
    ? provesLabel(list.label, indexValue(list.salt, list.count, list.listRoot), list.steps, root)
    : provesAbsence(list.label, list.other, list.steps, root);

function checkEntry(list, entry, checkpoint, found, unknown) {
  const stub = entry.opening.stub.value;
  if (stub === null) {
    found("STUB_WITHHELD", entry.where);
  } else {
    const labels = stub.get("labels");
    if (!Array.isArray(labels) || !labels.includes(hex(list.label))) {
      found("NOT_UNDER_LABEL", entry.where);
    }
  }
  if (!isUnder(entry, checkpoint)) {
    found("ENTRY_NOT_LOGGED", entry.where);
  }
  const leaf = listLeafHash(entry.index, entry.opening.entry);
  if (
    list.count > 0 &&
    !provesInclusion(leaf, BigInt(entry.listIndex), entry.listPath, BigInt(list.count), list.listRoot)
  ) {
    found("ENTRY_NOT_LISTED", entry.where);
  }
  if (stub !== null) {
    const event = checkEvent(entry.opening);
    if (!event.isKnown) {
      unknown.add(event.type);
    } else if (event.broken !== null) {
      found("ENTRY_NOT_OF_ITS_TYPE", entry.where);
    }
  }
}

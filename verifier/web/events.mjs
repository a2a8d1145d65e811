// SPDX-License-Identifier: Apache-2.0
/** The types of events: what their parts may hold, and under which labels they are filed. */
import { hex } from "./bytes.mjs";
import { isEventId, isInstant, isName, isSubject, kind } from "./kinds.mjs";
import { label } from "./opening.mjs";
import REGISTRY from "./types.mjs";

const TYPE = /^dev\.tallystick\.[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+\.v[1-9][0-9]{0,3}$/;
const GUARD_KEY = /^[a-z]+(-[a-z]+)*(\/[A-Za-z0-9._:-]+)+$/;
const HASH = /^[0-9a-f]{64}$/;
const MAX_ITEMS = 256;

const shapes = {};
for (const [name, fields] of Object.entries(REGISTRY.common.shapes)) {
  shapes[name] = (value) => violation(fieldSet(fields), value, value) === null;
}
const TYPES = new Map();
for (const json of REGISTRY.types) {
  TYPES.set(`dev.tallystick.${json.name}.v1`, json);
}

/** Whether this release knows the type. */
export const isKnown = (type) => TYPES.has(type);

const compiled = new Map();

function fieldSet(fields) {
  if (!compiled.has(fields)) {
    compiled.set(fields, Object.entries(fields).map(([name, notation]) => field(name, notation)));
  }
  return compiled.get(fields);
}

/** Reads `KIND [optional] [when FIELD=A,B [else optional]]`. */
function field(name, notation) {
  let [text, condition] = notation.split(" when ");
  let otherwise = "forbidden";
  if (condition?.endsWith(" else optional")) {
    otherwise = "optional";
    condition = condition.slice(0, -" else optional".length);
  }
  const presence = text.endsWith(" optional") ? "optional" : "required";
  text = presence === "optional" ? text.slice(0, -" optional".length) : text;
  return { name, check: kind(text, shapes), presence, condition: parseCondition(condition), otherwise };
}

function parseCondition(text) {
  if (text === undefined) {
    return null;
  }
  const [name, values] = text.split("=");
  return { name, values: values.split(",") };
}

const holds = (condition, object) => condition.values.includes(object.get(condition.name));

function presenceIn(spec, deciding) {
  if (spec.condition === null) {
    return spec.presence;
  }
  if (deciding === null || !deciding.has(spec.condition.name)) {
    return "optional";
  }
  return holds(spec.condition, deciding) ? spec.presence : spec.otherwise;
}

/** The first rule that an object breaks, or null. */
function violation(specs, object, deciding) {
  for (const spec of specs) {
    const presence = presenceIn(spec, deciding);
    if (!object.has(spec.name)) {
      if (presence === "required") {
        return `${spec.name} must be there`;
      }
    } else if (presence === "forbidden") {
      return `${spec.name} stands only when ${spec.condition.name} says so`;
    } else if (!spec.check(object.get(spec.name))) {
      return `${spec.name} is not of its kind`;
    }
  }
  const isUnknown = [...object.keys()].some((name) => !specs.some((spec) => spec.name === name));
  return isUnknown ? "it has only the members that are defined for it" : null;
}

/**
 * What an opening shows of its event.
 *
 * @returns type (as the stub names it, or null), isKnown, and broken: the rule that is broken, or
 *     null
 */
export function checkEvent(opening) {
  const stub = opening.stub.value;
  const type = typeof stub.get("type") === "string" ? stub.get("type") : null;
  if (stub.has("v") && typeof stub.get("v") === "number" && stub.get("v") !== 1) {
    return { type, isKnown: false, broken: null };
  }
  if (type === null) {
    return { type, isKnown: true, broken: "the stub names no type" };
  }
  const json = TYPES.get(type);
  return json === undefined
    ? { type, isKnown: false, broken: null }
    : { type, isKnown: true, broken: brokenStub(stub) ?? brokenParts(json, opening) };
}

/** The rule that a stub of any type breaks, or null. */
export function brokenStub(stub) {
  const members = ["v", "type", "labels", "guards", "advances", "sealed", "openBy"];
  if ([...stub.keys()].some((name) => !members.includes(name)) || stub.get("v") !== 1) {
    return "the stub has only the members that are defined, and v is 1";
  }
  const type = stub.get("type");
  if (typeof type !== "string" || (!TYPES.has(type) && (type.length > 100 || !TYPE.test(type)))) {
    return "the stub's type is dev.tallystick.<noun>.<verb>.v<number>";
  }
  const labels = list(stub, "labels", (item) => typeof item === "string" && HASH.test(item));
  const guards = list(stub, "guards", isGuard);
  const advances = list(stub, "advances", isGuardKey);
  if (labels === null || guards === null || advances === null) {
    return "labels, guards and advances of the stub are lists of such";
  }
  if (
    !isAscending(labels) ||
    !isAscending(guards.map((guard) => guard.get("key"))) ||
    !isAscending(advances)
  ) {
    return "lists of the stub are sorted and hold nothing twice";
  }
  const isSealed = stub.has("sealed");
  const isWhole = isSealed
    ? stub.get("sealed") === true && isInstant(stub.get("openBy") ?? "")
    : !stub.has("openBy");
  return isWhole ? null : "sealed and openBy stand together";
}

function list(stub, name, isItem) {
  const items = stub.has(name) ? stub.get(name) : [];
  return Array.isArray(items) && items.length <= MAX_ITEMS && items.every(isItem) ? items : null;
}

const isGuardKey = (key) => typeof key === "string" && key.length <= 256 && GUARD_KEY.test(key);

const isGuard = (guard) =>
  guard instanceof Map &&
  guard.size === 2 &&
  isGuardKey(guard.get("key")) &&
  typeof guard.get("version") === "number" &&
  guard.get("version") >= 0;

const isAscending = (items) => items.every((item, i) => i === 0 || items[i - 1] < item);

function brokenParts(json, opening) {
  const body = opening.body.value;
  const data = body?.get("data") ?? null;
  if (body !== null) {
    const broken = brokenBody(body) ?? violation(fieldSet(json.data), data, data);
    if (broken !== null) {
      return broken;
    }
    if (!opening.stub.value.has("sealed") && !hasItsLabels(json, opening.stub.value, body)) {
      return "stub.labels are exactly those that the body calls for";
    }
  }
  return opening.internal.isWithheld ? null : brokenInternal(json, opening.internal.value, data);
}

function brokenBody(body) {
  const members = ["id", "source", "time", "subject", "data"];
  const isString = (name, form) => typeof body.get(name) === "string" && form(body.get(name));
  const isWhole =
    [...body.keys()].every((name) => members.includes(name)) &&
    isString("id", isEventId) &&
    isString("source", isName) &&
    isString("time", isInstant) &&
    (!body.has("subject") || isString("subject", isSubject)) &&
    body.get("data") instanceof Map;
  return isWhole ? null : "the body has id, source, time, subject and data of their forms";
}

function brokenInternal(json, internal, data) {
  if (json.internalTo === undefined) {
    return internal === null ? null : "internal must be absent";
  }
  const fields = json.internal
    ? { ...REGISTRY.common.internal, ...json.internal }
    : REGISTRY.common.internal;
  if (!compiled.has(json)) {
    compiled.set(json, fieldSet(fields));
  }
  return violation(compiled.get(json), internal ?? new Map(), data);
}

/** A label too few would hide the event from somebody's list. */
function hasItsLabels(json, stub, body) {
  const keys = new Set();
  for (const template of Object.values(json.labels ?? {})) {
    indexKeys(template, body).forEach((key) => keys.add(key));
  }
  const expected = [...keys].map((key) => hex(label(key))).sort();
  return expected.join() === (stub.get("labels") ?? []).join();
}

/** The keys of a template such as `party/{from}` or `bulk-read when kind=BULK`. */
function indexKeys(template, body) {
  const [text, condition] = template.split(" when ");
  const data = body.get("data");
  if (condition !== undefined && !holds(parseCondition(condition), data)) {
    return [];
  }
  let keys = [""];
  for (const segment of text.split("/")) {
    const values = segment.startsWith("{") ? valuesOf(segment.slice(1, -1), body, data) : [segment];
    keys = keys.flatMap((key) => values.map((value) => (key === "" ? value : `${key}/${value}`)));
  }
  return keys;
}

function valuesOf(name, body, data) {
  if (name === "subject") {
    return body.has("subject") ? [body.get("subject")] : [];
  }
  const [field, member] = name.split(".");
  const value = data.get(field);
  const items = Array.isArray(value) ? value.map((v) => (member ? v.get?.(member) : v)) : [value];
  return items.filter((item) => typeof item === "string");
}

// SPDX-License-Identifier: Apache-2.0
/** The kinds of values that fields of events may have, by their notation in docs/spec/events.md. */
import { fromBase64Url } from "./bytes.mjs";

const UUID7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const PERIOD =
  /^P(?=.)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,5}D)?(T(?=.)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)?$/;
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const MAX_JWS = 16384;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const matches = (pattern) => (text) => pattern.test(text);

/** Whether the text is a time that exists, to the millisecond, in UTC. */
export function isInstant(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.\d{3}Z$/.exec(text);
  if (match === null) {
    return false;
  }
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : DAYS[month - 1];
  return year >= 1 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

/** Whether the text is a subject token. */
export const isSubject = (text) =>
  /^sub_[a-z2-7]{26}$/.test(text) && BASE32.indexOf(text[29]) % 4 === 0;

/** Whether the text is a party id or a client id. */
export const isName = matches(/^[a-z0-9][a-z0-9._-]{0,63}$/);

/** Whether the text is an event id. */
export const isEventId = matches(new RegExp(`^${UUID7}$`));

const isHash = matches(/^[0-9a-f]{64}$/);

const NAMED = {
  code: matches(/^[A-Z][A-Z0-9._-]{0,63}$/),
  name: isName,
  party: isName,
  ref: matches(/^[A-Za-z0-9._:/-]{1,64}$/),
  subject: isSubject,
  event: isEventId,
  instant: isInstant,
  date: (text) => isInstant(`${text}T00:00:00.000Z`),
  period: matches(PERIOD),
  hash: isHash,
  label: isHash,
  jws: (text) =>
    text.length <= MAX_JWS && /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(text),
  currency: matches(/^[A-Z]{3}$/),
  country: matches(/^[A-Z]{2}$/),
  language: (text) => /^[A-Za-z0-9-]{2,35}$/.test(text) && !/^-|-$|--/.test(text),
  traceparent: matches(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
};

const isText = (text, most) =>
  text !== "" && [...text].length <= most && !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text);

const string = (form) => (value) => typeof value === "string" && form(value);

/**
 * Returns the check that a notation stands for: from a value to whether it is of the kind.
 *
 * @param shapes notation to check, for the objects that several types share
 */
export function kind(notation, shapes) {
  if (notation.startsWith("list of ")) {
    return list(kind(notation.slice("list of ".length), shapes), () => true);
  }
  if (notation.startsWith("set of ")) {
    const [item, keys] = notation.slice("set of ".length).split(" by ");
    return list(kind(item, shapes), ascends(keys?.split(",")));
  }
  if (Object.hasOwn(shapes, notation)) {
    return (value) => value instanceof Map && shapes[notation](value);
  }
  const [word, ...rest] = notation.split(" ");
  switch (word) {
    case "bool":
      return (value) => typeof value === "boolean";
    case "int":
      return integer(rest.join(" "));
    case "text":
      return string((text) => isText(text, Number(rest[0])));
    case "bytes":
      return string((text) => fromBase64Url(text, Number(rest[0])) !== null);
    case "id":
      return string(matches(new RegExp(`^${rest[0]}_${UUID7}$`)));
    case "enum":
      return string((text) => rest.includes(text));
    default:
      return string(NAMED[notation]);
  }
}

function integer(range) {
  const [least, most] = range === "" ? ["", ""] : range.split("..");
  const from = least === "" ? -Number.MAX_SAFE_INTEGER : Number(least);
  const to = most === "" ? Number.MAX_SAFE_INTEGER : Number(most);
  return (value) => typeof value === "number" && value >= from && value <= to;
}

const list = (item, isInOrder) => (value) =>
  Array.isArray(value) && value.every(item) && value.every((x, i) => i === 0 || isInOrder(value[i - 1], x));

/** Whether one item comes before the next; objects are compared by these of their fields. */
function ascends(keys) {
  const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return (a, b) => {
    if (keys === undefined) {
      return a < b;
    }
    return (keys.map((key) => before(a.get(key), b.get(key))).find((order) => order !== 0) ?? 0) < 0;
  };
}

// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as events are hashed: the data model of docs/spec/events.md, read strictly and written as RFC
 * 8785 says. JSON.parse takes a name twice, fractions and null, so two readers could see two events.
 * Objects are read as Maps, so that no name means something else.
 */
import { fromUtf8 } from "./bytes.mjs";

const MAX_DEPTH = 64;
const MAX_EVENT_DEPTH = 32;
const MAX_EVENT_ITEMS = 256;
const INTEGER = /-?[0-9]+/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const UNUSUAL = /[\u0300-\uffff]/;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Bytes or a value that break a rule of the model; the message names the rule and never a value. */
export class MalformedJson extends Error {}

/** Reads a message: its arrays may be empty or long. */
export function parse(bytes) {
  const text = fromUtf8(bytes);
  if (text === null) {
    throw new MalformedJson("the text is UTF-8");
  }
  const reader = new Reader(text);
  reader.space();
  const value = reader.value(0);
  reader.space();
  if (reader.at < text.length) {
    throw new MalformedJson("nothing may follow the document");
  }
  return value;
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  space() {
    while (" \n\r\t".includes(this.text[this.at] ?? "x")) {
      this.at++;
    }
  }

  value(depth) {
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        this.word("null", null);
        throw new MalformedJson("null is left out, not written");
      default:
        return this.integer();
    }
  }

  expect(char) {
    if (this.text[this.at] !== char) {
      throw new MalformedJson(
        this.at < this.text.length ? "JSON does not allow this byte here" : "the document ends early",
      );
    }
    this.at++;
  }

  accept(char) {
    const found = this.text[this.at] === char;
    this.at += found ? 1 : 0;
    return found;
  }

  word(word, value) {
    for (const char of word) {
      this.expect(char);
    }
    return value;
  }

  object(depth) {
    this.enter(depth);
    this.expect("{");
    const object = new Map();
    this.space();
    if (this.accept("}")) {
      return object;
    }
    do {
      this.space();
      const name = this.string();
      if (object.has(name)) {
        throw new MalformedJson("a name occurs once in an object");
      }
      this.space();
      this.expect(":");
      this.space();
      object.set(name, this.value(depth + 1));
      this.space();
    } while (this.accept(","));
    this.expect("}");
    return object;
  }

  array(depth) {
    this.enter(depth);
    this.expect("[");
    const items = [];
    this.space();
    if (this.accept("]")) {
      return items;
    }
    do {
      this.space();
      items.push(this.value(depth + 1));
      this.space();
    } while (this.accept(","));
    this.expect("]");
    return items;
  }

  enter(depth) {
    if (depth === MAX_DEPTH) {
      throw new MalformedJson("values are nested at most so deep");
    }
  }

  integer() {
    INTEGER.lastIndex = this.at;
    const digits = INTEGER.exec(this.text)?.[0];
    if (digits === undefined) {
      throw new MalformedJson("JSON does not allow this byte here");
    }
    this.at += digits.length;
    if (".eE".includes(this.text[this.at] ?? "x")) {
      throw new MalformedJson("a number has no fraction and no exponent");
    }
    const number = Number(digits);
    if (!Number.isSafeInteger(number) || Object.is(number, -0) || String(number) !== digits) {
      throw new MalformedJson("a number is an integer below 2^53 without leading zeros or -0");
    }
    return number;
  }

  string() {
    this.expect('"');
    let string = "";
    for (;;) {
      PLAIN.lastIndex = this.at;
      const plain = PLAIN.exec(this.text)[0];
      string += plain;
      this.at += plain.length;
      if (this.accept('"')) {
        break;
      }
      if (this.text[this.at] !== "\\") {
        throw new MalformedJson(
          this.at < this.text.length ? "a control character is escaped" : "the document ends early",
        );
      }
      this.at++;
      string += this.escape();
    }
    // Below U+0300 nothing combines and nothing is half of a pair: almost all strings end here.
    if (UNUSUAL.test(string)) {
      requireWellFormed(string);
    }
    return string;
  }

  escape() {
    const kind = this.text[this.at++] ?? "";
    if (kind !== "u") {
      if (!Object.hasOwn(ESCAPES, kind)) {
        throw new MalformedJson("an escape is one of JSON's");
      }
      return ESCAPES[kind];
    }
    const unit = this.fourDigits();
    if (unit < 0xd800 || unit > 0xdfff) {
      return String.fromCharCode(unit);
    }
    if (unit > 0xdbff || !this.accept("\\") || !this.accept("u")) {
      throw new MalformedJson("a surrogate has its partner");
    }
    return String.fromCharCode(unit, this.fourDigits());
  }

  fourDigits() {
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
      throw new MalformedJson("an escape is one of JSON's");
    }
    this.at += 4;
    return parseInt(digits, 16);
  }
}

function requireWellFormed(string) {
  if (!string.isWellFormed()) {
    throw new MalformedJson("a surrogate has its partner");
  }
  if (string.normalize("NFC") !== string) {
    throw new MalformedJson("text is in normalisation form C");
  }
}

/** Why a value that was read as part of a message is not one of the event model, or null. */
export function violation(value, depth = 0) {
  if (!(value instanceof Map) && !Array.isArray(value)) {
    return null;
  }
  if (Array.isArray(value) && (value.length === 0 || value.length > MAX_EVENT_ITEMS)) {
    return "an array has 1 to 256 items";
  }
  for (const item of value.values()) {
    const broken = violation(item, depth + 1);
    if (broken !== null) {
      return broken;
    }
  }
  return depth >= MAX_EVENT_DEPTH ? "values are nested at most so deep" : null;
}

/** The text of a value as RFC 8785 writes it. */
export function canonical(value) {
  if (value instanceof Map) {
    // Names are compared by UTF-16 code units, as JavaScript does.
    const names = [...value.keys()].sort((a, b) => (a < b ? -1 : 1));
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value.get(name))}`).join(",")}}`;
  }
  return Array.isArray(value) ? `[${value.map(canonical).join(",")}]` : JSON.stringify(value);
}

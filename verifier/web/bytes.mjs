// SPDX-License-Identifier: Apache-2.0
/** Bytes and their texts, each with exactly one spelling: what has another is refused, not repaired. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64 = valuesOf(`${DIGITS}+/`);
const BASE64URL = valuesOf(`${DIGITS}-_`);
const HEX_OF = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const HEX = /^[0-9a-f]*$/;
const encoder = new TextEncoder();

/** The UTF-8 form of a text. */
export const utf8 = (text) => encoder.encode(text);

/** The text of UTF-8 bytes, or null if they are not UTF-8. */
export function fromUtf8(bytes) {
  try {
    // Without ignoreBOM a byte order mark would vanish, and two files would read alike.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The parts, joined. */
export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether both have the same bytes; what is public needs no constant time. */
export function equal(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A number below 2^64 as eight bytes, big-endian. */
export function uint64(number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

/** Lower-case hexadecimal digits. */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) {
    text += HEX_OF[byte];
  }
  return text;
}

/** The bytes of lower-case hexadecimal digits, or null if the text is anything else. */
export function fromHex(text, length) {
  if (typeof text !== "string" || text.length !== 2 * length || !HEX.test(text)) {
    return null;
  }
  return Uint8Array.from({ length }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Standard base64 with padding. */
export const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** The bytes of standard base64 in its one spelling, or null if the text is anything else. */
export function fromBase64(text) {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = text.slice(0, text.length - padding);
  return text.length % 4 === 0 ? decode(digits, BASE64) : null;
}

/** The bytes of base64url without padding in its one spelling, or null if it is anything else. */
export function fromBase64Url(text, length) {
  if (typeof text !== "string") {
    return null;
  }
  const bytes = decode(text, BASE64URL);
  return bytes !== null && bytes.length === length ? bytes : null;
}

/** The value of each ASCII character as a digit, -1 if it is none. */
function valuesOf(alphabet) {
  const values = new Int8Array(128).fill(-1);
  [...alphabet].forEach((digit, value) => (values[digit.charCodeAt(0)] = value));
  return values;
}

function decode(digits, values) {
  if (digits.length % 4 === 1) {
    return null;
  }
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = values[digits.charCodeAt(i)] ?? -1;
    if (value < 0) {
      return null;
    }
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
      held &= (1 << bits) - 1;
    }
  }
  // Bits to spare are zero, so that each value has one text.
  return held === 0 ? bytes : null;
}

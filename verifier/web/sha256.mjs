// SPDX-License-Identifier: Apache-2.0
/**
 * SHA-256 (FIPS 180-4), at once. WebCrypto answers by a promise for each of thousands of hashes of a
 * hundred bytes, which takes longer than the hashing; the tests compare the two.
 */

// The first 32 bits of the fractional parts of the square and cube roots of the first primes.
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) {
  if (PRIMES.every((p) => n % p !== 0)) {
    PRIMES.push(n);
  }
}
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
const START = Int32Array.from(PRIMES.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const K = Int32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));

const W = new Int32Array(64);
let buffer = new Uint8Array(4096);
let view = new DataView(buffer.buffer);

/** The 32 bytes of SHA-256 over the parts, joined. */
export function sha256(...parts) {
  let length = 0;
  for (const part of parts) {
    length += part.length;
  }
  const padded = (((length + 8) >> 6) + 1) << 6;
  if (padded > buffer.length) {
    buffer = new Uint8Array(2 * padded);
    view = new DataView(buffer.buffer);
  }
  let at = 0;
  for (const part of parts) {
    buffer.set(part, at);
    at += part.length;
  }
  buffer[length] = 0x80;
  buffer.fill(0, length + 1, padded);
  view.setUint32(padded - 8, Math.floor(length / 2 ** 29));
  view.setUint32(padded - 4, length << 3);
  const state = Int32Array.from(START);
  for (let block = 0; block < padded; block += 64) {
    compress(state, block);
  }
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  for (let i = 0; i < 8; i++) {
    out.setInt32(4 * i, state[i]);
  }
  return digest;
}

function compress(state, block) {
  const w = W;
  for (let i = 0; i < 16; i++) {
    w[i] = view.getInt32(block + 4 * i);
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

// SPDX-License-Identifier: Apache-2.0
/** Merkle trees (RFC 6962, RFC 9162) and the Merkle Patricia trie of the index. Sizes are BigInts. */
import { equal, uint64 } from "./bytes.mjs";
import { sha256 } from "./sha256.mjs";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const VALUE = new TextEncoder().encode("tallystick/value/v1\0");

/** The root of the tree, and of the trie, without entries. */
export const EMPTY_ROOT = sha256();

/** The leaf hash of an entry. */
export const leafHash = (entry) => sha256(LEAF, entry);

const nodeHash = (left, right) => sha256(NODE, left, right);

/** Whether the path leads from the leaf at the index to the root (RFC 9162 section 2.1.3.2). */
export function provesInclusion(leaf, index, path, size, root) {
  if (index >= size) {
    return false;
  }
  let fn = index;
  let sn = size - 1n;
  let r = leaf;
  for (const p of path) {
    if (sn === 0n) {
      return false;
    }
    if ((fn & 1n) === 1n || fn === sn) {
      r = nodeHash(p, r);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = nodeHash(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equal(r, root);
}

/** Whether the path shows that the new tree begins with the old one (RFC 9162 section 2.1.4.2). */
export function provesConsistency(oldSize, oldRoot, path, size, root) {
  if (oldSize < 1n || oldSize > size) {
    return false;
  }
  if (oldSize === size) {
    return path.length === 0 && equal(oldRoot, root);
  }
  if (path.length === 0) {
    return false;
  }
  const isPowerOfTwo = (oldSize & (oldSize - 1n)) === 0n;
  const rest = isPowerOfTwo ? [oldRoot, ...path] : [...path];
  let fn = oldSize - 1n;
  let sn = size - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr = rest.shift();
  let sr = fr;
  for (const c of rest) {
    if (sn === 0n) {
      return false;
    }
    if ((fn & 1n) === 1n || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equal(fr, oldRoot) && equal(sr, root);
}

/** The leaf of a label's list: the log index, then the entry. */
export const listLeafHash = (logIndex, entry) => leafHash(Uint8Array.of(...uint64(logIndex), ...entry));

/** What the index has under a label: its salt, the length and the root of its list, in one hash. */
export const indexValue = (salt, count, listRoot) => sha256(VALUE, salt, uint64(count), listRoot);

/** Bit number i of a label, the first one being 0. */
const bitOf = (label, i) => (label[i >> 3] >> (7 - (i & 7))) & 1;

/** Whether the steps lead from a label and its value to the root of the trie. */
export function provesLabel(label, value, steps, root) {
  let hash = sha256(label, value);
  for (const { bit, sibling } of steps) {
    hash =
      bitOf(label, bit) === 0
        ? sha256(hash, sibling, Uint8Array.of(bit))
        : sha256(sibling, hash, Uint8Array.of(bit));
  }
  return equal(hash, root);
}

/** Whether the trie has nothing under the label: a search for it ends at another leaf. */
export function provesAbsence(label, other, steps, root) {
  if (other === null) {
    return steps.length === 0 && equal(root, EMPTY_ROOT);
  }
  return (
    !equal(label, other.label) &&
    steps.every(({ bit }) => bitOf(label, bit) === bitOf(other.label, bit)) &&
    provesLabel(other.label, other.value, steps, root)
  );
}

package dev.tallystick.evidence;

/** What may be wrong with a bundle that could be read. docs/spec/evidence.md explains each. */
public enum BundleFlaw {
  /** The manifest is not that of the members. */
  MANIFEST,
  /** The policy of the bundle does not accept its checkpoint. */
  POLICY,
  /** A receipt is under another checkpoint or policy, or not in its one form. */
  RECEIPT,
  /** An entry is not under the checkpoint. */
  INCLUSION,
  /** An entry that the lineage names is missing, or one is there that it does not name. */
  ENTRIES,
  /** The lineage is not an answer to the question of the bundle. */
  QUESTION,
  /** The lineage says something else than the entries. */
  LINEAGE,
  /** Something that the lineage says cannot be compared: an entry is not opened. */
  UNSHOWN,
  /** The page says something else than the other members. */
  PAGE
}

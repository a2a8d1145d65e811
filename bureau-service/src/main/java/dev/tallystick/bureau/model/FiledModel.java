package dev.tallystick.bureau.model;

import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.tlog.Hash;

/**
 * A scorecard that was filed with a bureau and has passed its cases.
 *
 * @param owner who filed it: the bureau itself, or a platform
 * @param files the two files, as they were sent
 */
record FiledModel(String owner, Scorecard card, ModelCases cases, Files files) {

  /** What was sent. */
  record Files(String scorecard, String cases) {}

  boolean isOf(String party) {
    return owner.equals(party);
  }

  /** SHA-256 of the cases, in canonical JSON. */
  Hash casesHash() {
    return cases.hash();
  }
}

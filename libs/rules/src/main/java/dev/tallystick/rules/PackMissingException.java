package dev.tallystick.rules;

import dev.tallystick.tlog.Hash;

/** The pack in force is not on the shelf, so that nobody here can decide. */
public final class PackMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Hash digest;

  PackMissingException(String pack, Hash digest) {
    super("the rule pack in force is not on the shelf: " + pack + " " + digest.hex());
    this.digest = digest;
  }

  /** The digest of the pack that is missing. */
  public Hash digest() {
    return digest;
  }
}

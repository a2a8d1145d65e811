package dev.tallystick.vault.record;

import dev.tallystick.tlog.Hash;

/** A record and the salt of its digest, which its depositor is told once. */
public record SaltedId(String id, Hash salt) {
  @Override
  public String toString() {
    return "SaltedId[" + id + "]";
  }
}

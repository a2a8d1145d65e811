package dev.tallystick.vault.keystore;

/**
 * The copy of the wrapping keys that stands in for them when their storage is lost. Told of every
 * change, so that what is destroyed here is destroyed there.
 */
@FunctionalInterface
public interface KmsCopy {
  /** Makes the copy hold the wrapping keys that there are, no more and no fewer. */
  void bringUpToDate();
}

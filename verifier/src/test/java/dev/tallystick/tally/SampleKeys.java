package dev.tallystick.tally;

import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.Ed25519Key;
import java.util.Arrays;

/** Keys of invented witnesses. */
public final class SampleKeys {
  private SampleKeys() {}

  /** The witness whose seed is this number, over and over. */
  public static Cosigner witness(String name, int seed) {
    byte[] bytes = new byte[Ed25519Key.SEED_SIZE];
    Arrays.fill(bytes, (byte) seed);
    return Cosigner.ed25519("witness.example/" + name, Ed25519Key.fromSeed(bytes));
  }
}

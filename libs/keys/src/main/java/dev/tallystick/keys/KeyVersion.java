package dev.tallystick.keys;

/**
 * One version of a named key: {@code audit-bodies.v3}.
 *
 * @param version from 1 on; the highest is the one in use, the others still open what they closed
 */
public record KeyVersion(KeyName name, int version) {

  public KeyVersion {
    if (version < 1) {
      throw new IllegalArgumentException("versions start at 1, not at " + version);
    }
  }

  @Override
  public String toString() {
    return name + ".v" + version;
  }
}

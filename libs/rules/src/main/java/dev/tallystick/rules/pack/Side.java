package dev.tallystick.rules.pack;

/** A side of an edge. */
public enum Side {
  FROM,
  TO
}

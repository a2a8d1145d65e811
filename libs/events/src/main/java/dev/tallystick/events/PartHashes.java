package dev.tallystick.events;

import dev.tallystick.tlog.Hash;

/** The commitments to the three parts of one event. */
public record PartHashes(Hash stub, Hash body, Hash internal) {
  /** The commitment to one part. */
  public Hash of(PartName part) {
    return switch (part) {
      case STUB -> stub;
      case BODY -> body;
      case INTERNAL -> internal;
    };
  }
}

package dev.tallystick.audit.cosigning;

/** A witness did not cosign. The message says why and holds nothing but log sizes. */
final class WitnessException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it seems to be, by what an operator has to do. */
  enum Fault {
    /** No answer, or none in time: it will be asked again. */
    AWAY,
    /** It refuses, and says why. */
    REFUSED,
    /** Its answer does not hold: its cosignature is not taken. */
    INVALID,
    /**
     * It has cosigned more of this log than this log has: the database was put back, or somebody
     * else signs with the log's key.
     */
    AHEAD
  }

  private final Fault fault;
  private final long cosigned;

  WitnessException(Fault fault, String message) {
    this(fault, message, 0);
  }

  /** With the size that the witness has cosigned. */
  WitnessException(Fault fault, String message, long cosigned) {
    super(message);
    this.fault = fault;
    this.cosigned = cosigned;
  }

  /** The size that it says it has cosigned, when it is ahead; 0 otherwise. */
  long cosigned() {
    return cosigned;
  }

  Fault fault() {
    return fault;
  }
}

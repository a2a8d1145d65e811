package dev.tallystick.gateway.source;

/** A source cannot go on for now, and says why by a code. */
final class StandstillException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  StandstillException(String code) {
    super(code);
    this.code = code;
  }

  String code() {
    return code;
  }
}

package dev.tallystick.postgres;

/**
 * A database role and its password.
 *
 * <p>The password does not appear in {@link #toString}, so that a login may stand in a log line.
 */
public record Login(String role, String password) {
  @Override
  public String toString() {
    return "Login[" + role + ", password redacted]";
  }
}

package dev.tallystick.vault.identifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * A number that identifies a person, in its one spelling. Lives in memory for as long as a request;
 * its text never appears in a log, an error or an event.
 *
 * @param platform whose customer number it is; empty for the other schemes
 */
public record PersonIdentifier(Scheme scheme, String value, String platform) {
  /** Refuses a customer number of nobody, and a platform where there is none. */
  public PersonIdentifier {
    if ((scheme == Scheme.CUSTOMER_NO) == platform.isEmpty()) {
      throw new IllegalArgumentException("a customer number, and no other, is of a platform");
    }
  }

  /**
   * The identifier that {@code raw} spells, if it spells one.
   *
   * @param platform whose customer number it is; ignored by the other schemes
   */
  public static Optional<PersonIdentifier> of(Scheme scheme, String raw, String platform) {
    String scope = scheme == Scheme.CUSTOMER_NO ? platform : "";
    if (scheme == Scheme.CUSTOMER_NO && platform.isEmpty()) {
      return Optional.empty();
    }
    return scheme.spelling(raw).map(value -> new PersonIdentifier(scheme, value, scope));
  }

  /** What is authenticated: the scheme (with its platform), 0x00, the number. */
  byte[] message() {
    String name = platform.isEmpty() ? scheme.name() : scheme.name() + "/" + platform;
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(name.getBytes(UTF_8));
    message.write(0);
    message.writeBytes(value.getBytes(UTF_8));
    return message.toByteArray();
  }

  @Override
  public String toString() {
    return "PersonIdentifier[" + scheme + ", redacted]";
  }
}

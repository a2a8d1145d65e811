package dev.tallystick.bureau.product;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a model of credit may look at (R38): an allow-list as data, because what is relevant to
 * credit is for rule makers to say. What is not on it is refused.
 */
@Singleton
final class CreditFactors {
  private static final String FILE = "credit-factors.json";

  private final Set<String> allowed = new TreeSet<>();

  CreditFactors() {
    file()
        .getArray("factors")
        .items()
        .forEach(factor -> allowed.add(((JsonString) factor).value()));
  }

  boolean allows(String factor) {
    return allowed.contains(factor);
  }

  private static JsonObject file() {
    try (InputStream in = CreditFactors.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FILE + " is missing");
      }
      return (JsonObject) CanonicalJson.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("the resource " + FILE + " is no JSON", e);
    }
  }
}

package dev.tallystick.bureau.product;

import dev.tallystick.bureau.document.AllowedNames;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * What rule makers have allowed, as data: what is not on the list is refused.
 *
 * @param names what is on it
 */
public record AllowList(Set<String> names) {
  public AllowList {
    names = Set.copyOf(names);
  }

  /** Reads a list that stands beside a class. */
  public static AllowList beside(Class<?> reader, String file) {
    try (InputStream in = reader.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      JsonObject json = (JsonObject) CanonicalJson.parse(in.readAllBytes());
      return new AllowList(Set.copyOf(AllowedNames.read(json).allowed()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("the resource " + file + " is no JSON", e);
    }
  }

  public boolean allows(String name) {
    return names.contains(name);
  }
}

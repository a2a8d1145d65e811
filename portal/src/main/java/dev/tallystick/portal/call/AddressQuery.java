package dev.tallystick.portal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of an address, in the order in which they are added. Not thread-safe. */
public final class AddressQuery {
  private final Map<String, String> parameters = new LinkedHashMap<>();

  /** Adds one, or sets another value to it. */
  public AddressQuery with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** Adds one, if there is a value; its text is that of {@code toString}. */
  public AddressQuery with(String name, Optional<?> value) {
    value.ifPresent(present -> parameters.put(name, present.toString()));
    return this;
  }

  /** Adds all of these. */
  public AddressQuery withAll(Map<String, String> more) {
    parameters.putAll(more);
    return this;
  }

  /** The parameters by name, not encoded. */
  public Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** As they stand behind the question mark; empty if there is none. */
  public String text() {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** An address with them. */
  public String after(String path) {
    return parameters.isEmpty() ? path : path + "?" + text();
  }
}

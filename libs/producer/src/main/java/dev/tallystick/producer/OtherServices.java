package dev.tallystick.producer;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/** The services that this one calls, by their short names. */
@Singleton
public class OtherServices {
  private final Config settings;
  private final ServiceTokens tokens;
  private final Map<String, ServiceHttp> known = new ConcurrentHashMap<>();

  OtherServices(Config settings, ServiceTokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  /**
   * The service at {@code tallystick.<name>.url}: {@code audit}, {@code consent} or {@code vault}.
   *
   * @throws java.util.NoSuchElementException if there is no such setting
   */
  public ServiceHttp get(String name) {
    return known.computeIfAbsent(
        name,
        missing ->
            new ServiceHttp(
                missing,
                settings.getValue("tallystick." + missing + ".url", URI.class),
                () -> tokens.bearer(missing)));
  }
}

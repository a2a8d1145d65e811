package dev.tallystick.local;

import dev.tallystick.local.state.PropertiesText;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What somebody who tries things out sets for one part besides what the launcher tells it: {@code
 * override/SERVICE.properties} for a service's configuration, {@code override/PART.env} for the
 * environment of a service or of Keycloak. Read at each start of the part.
 */
final class ServiceOverride {
  private ServiceOverride() {}

  static Map<String, String> properties(SuiteFolder folder, String service) throws IOException {
    return read(folder.override(service + ".properties"));
  }

  static Map<String, String> environment(SuiteFolder folder, String part) throws IOException {
    return read(folder.override(part + ".env"));
  }

  private static Map<String, String> read(Path file) throws IOException {
    return Files.exists(file) ? PropertiesText.parse(Files.readString(file)) : Map.of();
  }
}

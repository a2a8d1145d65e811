package dev.tallystick.local;

import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.util.stream.Collectors;

/** The addresses of the suite as shell assignments, for scripts to {@code eval}. */
final class EnvFile {
  private EnvFile() {}

  static void write(SuiteFolder folder, Addresses addresses) throws IOException {
    OwnerOnlyFiles.write(
        folder.run("env"),
        text(addresses)
            + "export POLICY_FILE='"
            + PublishedPolicyFile.path(folder)
            + "'\nexport CLIENT_KEYS='"
            + folder.clientKeys()
            + "'\n"
            + gateway(folder, addresses));
  }

  /** The gateway of the demonstration's bank, where it has one. */
  private static String gateway(SuiteFolder folder, Addresses addresses) throws IOException {
    return GatewayFolder.find(folder, GatewayFolder.DEMO_BANK)
        .map(
            gateway ->
                "export GATEWAY_URL='%s'\nexport GATEWAY_KEY='%s'\n"
                    .formatted(addresses.gateway(gateway), gateway.localKey()))
        .orElse("");
  }

  static String text(Addresses addresses) {
    return addresses.variables().entrySet().stream()
        .map(entry -> "export " + entry.getKey() + "='" + entry.getValue() + "'\n")
        .collect(Collectors.joining());
  }
}

package dev.tallystick.local.state;

import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.OptionalInt;

/** The ports of one suite: the usual ones, all moved by the same distance. */
public record Ports(int offset) {
  private static final int LARGEST_OFFSET = 40_000;

  /** Refuses a distance that would lead out of the range of ports. */
  public Ports {
    if (offset < 0 || offset > LARGEST_OFFSET) {
      throw new IllegalArgumentException(
          "--port-offset must be between 0 and " + LARGEST_OFFSET + ": " + offset);
    }
  }

  /** The ports that a folder remembers; the usual ones if it remembers none. */
  public static Ports remembered(SuiteFolder folder) {
    try {
      return Files.exists(folder.portOffset())
          ? new Ports(Integer.parseInt(Files.readString(folder.portOffset()).strip()))
          : new Ports(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chosen ports, which the folder remembers from now on; without a choice, the known ones. */
  public static Ports chosen(SuiteFolder folder, OptionalInt choice) {
    Ports ports = choice.isPresent() ? new Ports(choice.getAsInt()) : remembered(folder);
    try {
      OwnerOnlyFiles.write(folder.portOffset(), ports.offset + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ports;
  }

  /** PostgreSQL. */
  public int postgres() {
    return 15432 + offset;
  }

  /** Keycloak, for clients. */
  public int keycloak() {
    return 8180 + offset;
  }

  /** Keycloak's health and metrics. */
  public int keycloakManagement() {
    return 9001 + offset;
  }

  /** A service, by the port that it usually has. */
  public int service(int usual) {
    return usual + offset;
  }
}

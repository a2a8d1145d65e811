package dev.tallystick.local;

import dev.tallystick.local.state.Ports;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What belongs to the suite: the services, where their programs are and whom they call. */
record Suite(Path checkout, Path keycloakArchive, Ports ports) {
  /**
   * Java options of a small service. Both compilers: sealing and signing lean on the instructions
   * for AES, GHASH and SHA-256, which the first one alone does not use.
   */
  private static final List<String> SMALL = List.of("-Xms32m", "-Xmx192m", "-XX:+UseSerialGC");

  /** The log is on every path: it gets the better compiler and a collector with short pauses. */
  private static final List<String> BUSY = List.of("-Xms64m", "-Xmx512m");

  private static final List<Service> SERVICES =
      List.of(
          new Service("audit-service", "audit", "AUDIT_URL", 8083, List.of(), BUSY),
          new Service("consent-service", "consent", "CONSENT_URL", 8081, List.of("audit"), SMALL),
          new Service("data-vault", "vault", "VAULT_URL", 8082, List.of("consent", "audit"), SMALL),
          new Service(
              "bureau-service",
              "bureau",
              "BUREAU_URL",
              8084,
              List.of("vault", "consent", "audit"),
              SMALL));

  /** The pages. They have no database, and no client of their own but that of log-ins. */
  private static final Service PORTAL =
      new Service(
          "portal",
          "portal",
          "PORTAL_URL",
          8080,
          List.of("audit", "consent", "vault", "bureau"),
          SMALL);

  /** What a party runs by itself, once for each party; no part of the suite. */
  private static final Service GATEWAY =
      new Service(
          "party-gateway",
          "gateway",
          "GATEWAY_URL",
          8086,
          List.of("audit", "consent", "vault", "bureau"),
          SMALL);

  /**
   * One service.
   *
   * @param shortName its database, and its name in the configuration of those who call it
   * @param calls short names of the services that it calls
   */
  record Service(
      String name,
      String shortName,
      String variable,
      int usualPort,
      List<String> calls,
      List<String> javaOptions) {}

  static List<Service> services() {
    return SERVICES;
  }

  static Service portal() {
    return PORTAL;
  }

  static Service gateway() {
    return GATEWAY;
  }

  /** The services and the portal: whatever is a program of ours that answers at a port. */
  static List<Service> programs() {
    List<Service> programs = new ArrayList<>(SERVICES);
    programs.add(PORTAL);
    return programs;
  }

  /** All names that {@code logs} and {@code --only} know, in the order of starting. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(PostgresStep.NAME, KeycloakStep.NAME));
    SERVICES.forEach(service -> names.add(service.name()));
    LocalWitnesses.all().forEach(witness -> names.add(witness.part()));
    names.add(PORTAL.name());
    return names;
  }

  static Optional<Service> find(String shortName) {
    return SERVICES.stream().filter(service -> service.shortName().equals(shortName)).findFirst();
  }

  /**
   * The verifier's program, which is also that of a witness.
   *
   * @throws IOException if it is not built
   */
  Path verifier() throws IOException {
    Path target = checkout.resolve("verifier/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "verifier-*.jar")) {
      for (Path jar : jars) {
        // A build with tests leaves their classes beside it.
        if (!jar.toString().endsWith("-tests.jar")) {
          return jar;
        }
      }
    }
    throw new IOException("the verifier is not built: there is none in " + target);
  }

  Addresses addresses() {
    return new Addresses(ports);
  }
}

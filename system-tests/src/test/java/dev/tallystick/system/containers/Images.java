package dev.tallystick.system.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The images of {@code deploy/images}, built from their Dockerfiles on bases of Debian's packages,
 * and what stands in for the public images of PostgreSQL and Prometheus.
 */
final class Images {
  /** As the manifests of {@code deploy/kubernetes} name them. */
  static final String PREFIX = "registry.example.org/tallystick";

  static final String VERSION = "0.1.0";
  static final String KEYCLOAK = PREFIX + "/keycloak:" + VERSION;
  static final String TALLY = PREFIX + "/tally:" + VERSION;
  static final String POSTGRES = "localhost/postgres:of-debian";

  /** PostgreSQL and Prometheus as Debian packages them. */
  static final String SERVERS = "localhost/servers:of-debian";

  private static final String JAVA = "localhost/java:of-debian";
  private static final String KEYCLOAK_BASE = "localhost/keycloak:of-maven";
  private static final String SOURCES = "/etc/apt/sources.list.d/debian.sources";

  private final Podman podman;
  private final Path checkout;

  Images(Podman podman, Path checkout) {
    this.podman = podman;
    this.checkout = checkout;
  }

  /** Packages cannot be fetched here; whoever asked skips. */
  static final class NoPackagesException extends Exception {
    private static final long serialVersionUID = 1;

    NoPackagesException(String message) {
      super(message);
    }
  }

  void build() throws NoPackagesException, IOException, InterruptedException {
    CompletableFuture<Program.Result> servers =
        system("servers", "postgresql-17,prometheus,ca-certificates");
    Program.Result java =
        system("java", "openjdk-25-jre-headless,ca-certificates").thenApply(each -> each).join();
    try {
      for (Program.Result each : List.of(java, servers.join())) {
        if (each.code() != 0) {
          throw new NoPackagesException(each.output().lines().reduce((a, b) -> b).orElse(""));
        }
      }
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
    load("java", JAVA);
    load("servers", SERVERS);
    postgres();
    keycloakBase();
    var unused =
        Program.run(
            Map.of(
                "CONTAINER", podman.script(),
                "BASE", JAVA,
                "KEYCLOAK_BASE", KEYCLOAK_BASE,
                "TALLYSTICK_VERSION", VERSION,
                "BUILD_OPTIONS", String.join(" ", Podman.limits())),
            List.of("sh", checkout.resolve("deploy/images/build").toString(), "jvm", PREFIX));
  }

  /** A system with these packages and what they need, in a file. */
  private CompletableFuture<Program.Result> system(String name, String packages) {
    if (Files.exists(tar(name))) {
      return CompletableFuture.completedFuture(new Program.Result(0, ""));
    }
    // Without manuals; the folder for them is there nevertheless, since Java's package wants it.
    List<String> command =
        List.of(
            "mmdebstrap",
            "--variant=minbase",
            "--include=" + packages,
            "--dpkgopt=path-exclude=/usr/share/man/*",
            // What is lost with the power is made again.
            "--dpkgopt=force-unsafe-io",
            "--essential-hook=mkdir -p \"$1/usr/share/man/man1\"",
            "trixie",
            tar(name).toString(),
            SOURCES);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Program.tryRun(Map.of(), command);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
          }
        });
  }

  /** In a folder that is kept, if somebody tries images out, or in that of this run. */
  private Path tar(String name) {
    return Path.of(System.getProperty("tallystick.systems", podman.folder().toString()))
        .resolve(name + ".tar");
  }

  private void load(String name, String image) throws IOException, InterruptedException {
    podman.run("import", tar(name).toString(), image);
  }

  private void postgres() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(podman.folder().resolve("postgres"));
    for (String file : List.of("Dockerfile.postgres", "postgres-start")) {
      try (InputStream in = Objects.requireNonNull(Images.class.getResourceAsStream(file))) {
        Files.copy(in, folder.resolve(file));
      }
    }
    build(folder, "Dockerfile.postgres", POSTGRES, "--build-arg", "BASE=" + SERVERS);
  }

  /** Keycloak as Maven has it, in the place where the public image has it. */
  private void keycloakBase() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(podman.folder().resolve("keycloak"));
    String archive = Files.readString(checkout.resolve("tools/launcher/target/keycloak.path"));
    Path jar = Path.of(System.getProperty("java.home"), "bin", "jar");
    var unused =
        Program.run(
            Map.of(),
            List.of(
                "sh",
                "-c",
                "cd \"$0\" && \"$1\" xf \"$2\" && mv keycloak-* keycloak",
                folder.toString(),
                jar.toString(),
                archive.strip()));
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM " + JAVA + "\nCOPY --chown=1000:0 --chmod=0775 keycloak/ /opt/keycloak/\n");
    build(folder, "Dockerfile", KEYCLOAK_BASE);
  }

  private void build(Path folder, String file, String image, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("build"));
    words.addAll(Podman.limits());
    words.addAll(List.of(options));
    words.addAll(List.of("-f", folder.resolve(file).toString(), "-t", image, folder.toString()));
    podman.run(words.toArray(String[]::new));
  }
}

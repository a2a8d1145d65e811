package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program of {@code audit-service/src/test/go}, by which other people's libraries check what we
 * publish; built with the Go of Debian and without a network.
 */
public final class GoProgram {
  /** Where Debian's packages of Go libraries are. */
  public static final Path PACKAGES = Path.of("/usr/share/gocode");

  private static final Path GO = Path.of("/usr/bin/go");
  private static final Path SOURCES =
      Path.of(System.getProperty("tallystick.root", ".."), "audit-service/src/test/go");

  private final Path program;

  private GoProgram(Path program) {
    this.program = program;
  }

  /** Whether Debian's packages of Go and of these libraries are installed. */
  public static boolean canBeBuilt(String... libraries) {
    return Files.isExecutable(GO)
        && Arrays.stream(libraries)
            .allMatch(name -> Files.isDirectory(PACKAGES.resolve("src").resolve(name)));
  }

  /**
   * Compiles a program.
   *
   * @param packages the GOPATH with the libraries that it needs
   * @param folder where it goes
   */
  public static GoProgram build(String name, Path packages, Path folder)
      throws IOException, InterruptedException {
    Path program = folder.resolve(name);
    ProcessBuilder build =
        new ProcessBuilder(GO.toString(), "build", "-o", program.toString(), ".")
            .directory(SOURCES.resolve(name).toAbsolutePath().toFile())
            .redirectErrorStream(true);
    build.environment().put("GO111MODULE", "off");
    build.environment().put("GOPATH", packages.toString());
    build.environment().put("GOCACHE", folder.resolve("go-cache").toString());
    Process process = build.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("go build: " + output);
    }
    return new GoProgram(program);
  }

  /** What a run said, and whether it accepts what it was given. */
  public record Verdict(boolean isAccepted, String output) {}

  /** Runs it to its end. */
  public Verdict run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    if (code > 1) {
      throw new IOException(program.getFileName() + " ends with " + code + ": " + output);
    }
    return new Verdict(code == 0, output);
  }
}

package dev.tallystick.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code tallystick} script on a state folder below {@code target}, as a user would call it.
 */
public final class Command {
  /** What a command printed and how it ended. */
  public record Result(int exitCode, String output) {}

  /** With {@code -Dnative} the suite is that of the native executables. */
  private static final boolean NATIVE = Boolean.getBoolean("tallystick.native");

  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));

  private final Path home;
  private final Map<String, String> environment;

  private Command(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  public static Command in(String folder) {
    return new Command(Path.of("target", folder).toAbsolutePath(), Map.of());
  }

  /** The same with another environment variable. */
  public Command with(String variable, String value) {
    return with(Map.of(variable, value));
  }

  /** The same with more environment variables. */
  public Command with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Command(home, Map.copyOf(all));
  }

  public Path home() {
    return home;
  }

  /** Runs a command to its end; what it left in the background does not hold it up. */
  public Result run(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--home", home.toString()));
    return runToItsEnd(all);
  }

  /** Runs the verifier, which knows nothing of state folders. */
  public Result runTally(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("tally"));
    all.addAll(List.of(words));
    return runToItsEnd(all);
  }

  private Result runToItsEnd(List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile(Path.of("target"), "output", ".txt");
    try {
      Process process = begin(output, words);
      if (!process.waitFor(8, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(words + " does not end: " + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Starts a command and returns at once. */
  public Process start(Path output, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--home", home.toString()));
    return begin(output, all);
  }

  private Process begin(Path output, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(CHECKOUT.resolve("tallystick").toString());
    command.addAll(words);
    if (NATIVE && words.get(0).equals("up")) {
      command.add("--native");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The pids of all processes whose command line or environment names the state folder. */
  public List<Long> processes() throws IOException {
    List<Long> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : entries) {
        if (names(process.resolve("cmdline")) || names(process.resolve("environ"))) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private boolean names(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.contains(home + "/") || text.contains(home + "\0");
    } catch (IOException e) {
      return false;
    }
  }
}

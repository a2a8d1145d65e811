package dev.tallystick.tally.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program of tools/analysis. What it works on is written to its standard input, so it needs no
 * token, and no network.
 */
public final class AnalysisProgram {
  private static final String JAR = "analysis.jar";

  /** The heap of the process; what does not fit into it is on disk. */
  private static final String HEAP = "-Xmx1g";

  private final Path jar;
  private final String java;

  private AnalysisProgram(Path jar, String java) {
    this.jar = jar;
    this.java = java;
  }

  /** What is written to the program's standard input. */
  @FunctionalInterface
  public interface Input<E extends Exception> {
    /** Writes it all; whoever calls closes the stream. */
    void writeTo(OutputStream in) throws E, IOException, InterruptedException;
  }

  /**
   * Finds the program: the jar that {@code TALLY_ANALYSIS} names, or {@code analysis.jar} in a
   * folder {@code analysis} beside this program, or where a checkout builds it.
   *
   * @param environment the process's
   * @return empty if it is nowhere
   */
  public static Optional<AnalysisProgram> find(Map<String, String> environment) {
    String named = environment.getOrDefault("TALLY_ANALYSIS", "");
    Stream<Path> places =
        named.isEmpty()
            ? own().stream()
                .flatMap(
                    folder ->
                        Stream.of(
                            folder.resolve("analysis").resolve(JAR),
                            folder.resolve("../../tools/analysis/target").resolve(JAR)))
            : Stream.of(Path.of(named));
    return places
        .filter(Files::isRegularFile)
        .findFirst()
        .map(jar -> new AnalysisProgram(jar.normalize(), java(environment)));
  }

  /** What to say where there is none. */
  public static String missing() {
    return "this needs the program for analysis, which is not here: build it by mvn -q -pl tools/analysis -am package"
        + " -Dquick -DskipTests, or name its analysis.jar in TALLY_ANALYSIS";
  }

  /** The folder that this program is in: that of its jar, or of the executable. */
  private static Optional<Path> own() {
    var source = AnalysisProgram.class.getProtectionDomain().getCodeSource();
    try {
      if (source != null && source.getLocation() != null) {
        return Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // The executable tells it.
    }
    return ProcessHandle.current().info().command().map(Path::of).map(Path::getParent);
  }

  private static String java(Map<String, String> environment) {
    return Stream.of(System.getProperty("java.home", ""), environment.getOrDefault("JAVA_HOME", ""))
        .filter(home -> !home.isEmpty())
        .map(home -> Path.of(home, "bin", "java"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("java");
  }

  /**
   * Runs the program to its end.
   *
   * @param out where its standard output goes
   * @param err where its standard error goes
   * @return its exit code
   * @throws IOException if it cannot be started, or its input cannot be had
   */
  public <E extends Exception> int run(
      List<String> arguments, Input<E> input, PrintWriter out, PrintWriter err)
      throws E, IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(java, HEAP, "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).start();
    Thread outPump = pump(process.getInputStream(), out);
    Thread errPump = pump(process.getErrorStream(), err);
    boolean isWhole = false;
    try {
      OutputStream in = new ProgramInput(process.getOutputStream());
      input.writeTo(in);
      in.close();
      isWhole = true;
    } catch (ProgramInput.EndedException e) {
      // The program has said why, and its exit code tells it.
      isWhole = true;
    } finally {
      if (!isWhole) {
        // Before its input ends: half of it must not look like all of it.
        process.destroyForcibly();
      }
      process.waitFor();
      outPump.join();
      errPump.join();
    }
    return process.exitValue();
  }

  private static Thread pump(InputStream from, PrintWriter to) {
    Thread pump = new Thread(() -> copy(from, to), "output of the analysis");
    pump.start();
    return pump;
  }

  private static void copy(InputStream from, PrintWriter to) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        to.println(line);
      }
    } catch (IOException e) {
      // The process has ended; its exit code tells how.
    }
    to.flush();
  }
}

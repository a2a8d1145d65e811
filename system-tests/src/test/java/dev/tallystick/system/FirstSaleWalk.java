package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The walk-through of docs/first-sale.md as it stands, done once for a suite: parties, a person and
 * a sale that other tests can look at.
 *
 * @param folder where it was done
 * @param told what it printed
 */
record FirstSaleWalk(Path folder, int exitCode, String told) {
  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));
  private static final Pattern ID =
      Pattern.compile("\\b[a-z]{3}_([a-z2-7]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");
  private static final Pattern EVENT =
      Pattern.compile(
          "(?<![0-9a-f_-])[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Does the walk. */
  static FirstSaleWalk on(Suite suite) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "walk");
    Files.createSymbolicLink(
        folder.resolve("tallystick"), CHECKOUT.resolve("tallystick").toAbsolutePath());
    Path script = Files.writeString(folder.resolve("walk.sh"), script());
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("TALLYSTICK_HOME", suite.command().home().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    String told = Files.readString(output);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(told).isTrue();
    return new FirstSaleWalk(folder, process.exitValue(), told);
  }

  /** The blocks of the page, one after the other, as somebody would type them. */
  private static String script() throws IOException {
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    boolean isBlock = false;
    for (String line : Files.readAllLines(CHECKOUT.resolve("docs/first-sale.md"))) {
      if (line.startsWith("```")) {
        isBlock = line.equals("```sh");
      } else if (isBlock) {
        script.append(line).append('\n');
      }
    }
    return script
        .append("declare -p person agreement product provide query release >first-sale/ids\n")
        .toString();
  }

  /** What the script called these: {@code person}, {@code agreement}, {@code product} and so on. */
  String named(String name) throws IOException {
    for (String line : Files.readAllLines(folder.resolve("first-sale/ids"))) {
      if (line.startsWith("declare -- " + name + "=")) {
        return line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
      }
    }
    throw new AssertionError("the walk names no " + name);
  }

  /** The ids of all that came of it, and the names of its parties. */
  List<String> ids() throws IOException {
    String all = told + Files.readString(folder.resolve("first-sale/ids"));
    TreeSet<String> ids = new TreeSet<>();
    ID.matcher(all).results().forEach(found -> ids.add(found.group()));
    EVENT.matcher(all).results().limit(3).forEach(found -> ids.add(found.group()));
    List<String> others = new ArrayList<>(ids);
    others.addAll(List.of("plum-market", "bank-dell"));
    return others;
  }
}

package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyMainTest {
  @TempDir private Path folder;

  @Test
  void version_isThatOfTheBuild() {
    Run run = Run.tally("--version");

    assertThat(run.out()).matches("tally \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    assertThat(run.exitCode()).isZero();
    assertThat(Run.tally("verify", "--version").out()).isEqualTo(run.out());
  }

  @Test
  void help_listsCommandsAndExitCodes() {
    Run run = Run.tally("help");

    assertThat(run.out())
        .contains("verify ", "fsck ", "mirror ", "watch ", "witness ", "help ")
        .contains("0   holds", "1   does not hold", "2   cannot tell");
    assertThat(run.exitCode()).isZero();
    assertThat(Run.tally("--help").out()).isEqualTo(run.out());
  }

  @Test
  void help_explainsEachCommand() {
    assertThat(Run.tally("help", "verify").out()).contains("--entry", "--leaf", "--policy", "FILE");
    assertThat(Run.tally("help", "fsck").out()).contains("--size", "--parallel", "URL|DIR");
    assertThat(Run.tally("help", "watch").out()).contains("--state", "--max-age", "--every");
    assertThat(Run.tally("help", "witness").out()).contains("--listen", "--log", "--new-key");
    assertThat(Run.tally("mirror", "--help").out()).contains("URL", "DIR", "--tries");
  }

  @Test
  void usage_isRefusedWithTheCodeForCannotTell() {
    assertUsage("a command is missing");
    assertUsage("Unmatched argument at index 0: 'judge'", "judge");
    assertUsage("Unmatched argument at index 0: 'judge'", "judge", "--help");
    assertUsage("Unmatched argument at index 1: 'beg'", "party", "beg", "--help");
    assertUsage("Missing required parameter: 'FILE'", "verify");
    assertUsage("Unknown option: '--hurry'", "verify", "x", "--hurry");
    assertUsage("Missing required parameter: 'DIR'", "mirror", "http://log.example");
    assertUsage(
        "--vkey=KEY, --policy=FILE are mutually exclusive",
        "verify",
        "x",
        "--vkey",
        "k",
        "--policy",
        "p");
    assertUsage(
        "Invalid value for option '--size': 'many' is not a long", "fsck", "x", "--size", "many");
    for (String count : new String[] {"0", "-1", "x", "10000", ""}) {
      assertUsage(
          "Invalid value for option '--tries': '%s' is not a whole number from 1 to 9999"
              .formatted(count),
          "fsck",
          "x",
          "--tries",
          count);
    }
    assertUsage(
        "Invalid value for option '--entry': 'abc' is not a hash: a hash is 64 hexadecimal"
            + " digits, not 3",
        "verify",
        "x",
        "--entry",
        "abc");
  }

  private static void assertUsage(String message, String... arguments) {
    Run run = Run.tally(arguments);

    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void fault_ofOursRefutesNothing() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    LongSupplier brokenClock =
        () -> {
          throw new IllegalStateException("a fault");
        };
    Console console =
        new Console(
            InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err), brokenClock);
    SampleLog.ofSize(5).writeTo(folder);

    int exitCode = TallyMain.run(console, "fsck", folder.toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "tally: internal error, nothing is known: java.lang.IllegalStateException: a fault");
  }
}

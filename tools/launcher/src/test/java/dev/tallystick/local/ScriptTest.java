package dev.tallystick.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code tallystick} in a checkout that is made up, with a Java and a Maven that only
 * say what they are asked. {@code sh} runs it, which on Debian knows nothing beyond POSIX; macOS's
 * own programs are not here.
 */
class ScriptTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  /** What Bash has and POSIX has not. */
  private static final Pattern BASH =
      Pattern.compile(
          "\\[\\[ | ]]|<\\(|<<<|\\bBASH|\\blocal \\w|\\bdeclare\\b|\\bmapfile\\b|\\w=\\(|\\(\\( ");

  /** What GNU's programs take and others need not. */
  private static final Pattern GNU = Pattern.compile("-quit\\b|-printf\\b|sed -u|date -d|grep -P");

  @TempDir private Path temp;
  private Path checkout;
  private Path jdk;

  @BeforeEach
  void makeUp() throws IOException {
    checkout = Files.createDirectories(temp.resolve("check out")).toRealPath();
    Files.copy(ROOT.resolve("tallystick"), checkout.resolve("tallystick"));
    executable(checkout.resolve("tallystick"), Files.readString(ROOT.resolve("tallystick")));
    write("tools/launcher/help.txt", Files.readString(ROOT.resolve("tools/launcher/help.txt")));
    jdk = temp.resolve("jdk");
    write(jdk.resolve("release"), "JAVA_VERSION=\"17.0.21\"\n");
    executable(
        jdk.resolve("bin/java"), "#!/bin/sh\nfor each in \"$@\"; do echo \"<$each>\"; done\n");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    write("pom.xml", "");
    for (String source : List.of("deploy/realm/x", "verifier/web/x", "libs/tlog/src/main/x")) {
      write(source, "");
    }
    executable(temp.resolve("bin/mvn"), maven());
  }

  private static String maven() {
    return """
    #!/bin/sh
    if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9 (x)'; exit; fi
    echo "$@" >>mvn.txt
    echo '[INFO] Scanning'
    echo '[INFO] Building Tallystick :: libs/tlog 0.1.0-SNAPSHOT                [1/2]'
    [ ! -e broken ] || { echo '[ERROR] it is broken'; exit 1; }
    t=tools/launcher/target
    mkdir -p $t tools/demo/target tools/import/target tools/scorecard/target verifier/target
    echo "$PWD/pom.xml" >$t/keycloak.path
    for f in $t/local.jar $t/launcher.classpath tools/demo/target/demo.jar tools/demo/target/demo.classpath \\
      tools/import/target/import.jar tools/import/target/import.classpath tools/scorecard/target/scorecard.jar \\
      tools/scorecard/target/scorecard.classpath verifier/target/verifier-1.jar; do : >$f; done
    for s in audit-service consent-service data-vault bureau-service portal party-gateway; do
      mkdir -p $s/target/quarkus-app && : >$s/target/quarkus-app/quarkus-run.jar
    done
    """;
  }

  private void write(String file, String text) throws IOException {
    write(checkout.resolve(file), text);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void executable(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Said(int code, String text) {}

  private Said run(Path script, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .merge("PATH", temp.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    builder.environment().keySet().removeIf(name -> name.startsWith("TALLYSTICK"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private Said run(String... words) throws Exception {
    return run(checkout.resolve("tallystick"), words);
  }

  @Test
  void script_isPlainShell() throws Exception {
    List<String> lines = Files.readAllLines(ROOT.resolve("tallystick"));
    assertThat(lines.get(0)).isEqualTo("#!/bin/sh");
    assertThat(lines)
        .filteredOn(line -> !line.strip().startsWith("#"))
        .noneMatch(line -> BASH.matcher(line).find())
        .noneMatch(line -> GNU.matcher(line).find());
  }

  @Test
  void words_reachTheLauncherAsTheyAre() throws Exception {
    Said unused = run("up");
    Said said = run("call", "o'brien \"x\"", "GET", "a  b", "--home", "h o m e", "$HOME*", "");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .contains(
            "<call>\n<o'brien \"x\">\n<GET>\n<a  b>\n<$HOME*>\n<>\n<--home>\n<"
                + temp.toRealPath()
                + "/h o m e>");
  }

  @Test
  void cost_isAWordOfTheScorecardTool() throws Exception {
    assertThat(run("cost", "ledger.csv").text()).contains("is not built yet");
    Said unused = run("up");

    assertThat(run("cost", "l e.csv", "--claim", "800").text())
        .contains("<dev.tallystick.scorecard.ScorecardMain>\n<cost>\n<l e.csv>\n<--claim>\n<800>");
    assertThat(run("scorecard", "fit").text()).endsWith("ScorecardMain>\n<fit>\n");
  }

  @Test
  void link_isFollowedToTheCheckout() throws Exception {
    Said unused = run("up");
    Path link = Files.createSymbolicLink(temp.resolve("tally"), checkout.resolve("tallystick"));
    Path again = Files.createSymbolicLink(temp.resolve("bin/ts"), Path.of("../tally"));

    assertThat(run(link, "vkey").text()).contains("-Dtallystick.checkout=" + checkout + ">");
    assertThat(run(again, "vkey").text()).contains("-Dtallystick.checkout=" + checkout + ">");
  }

  @Test
  void up_buildsWhatIsMissingOrOlderThanItsSources() throws Exception {
    Said first = run("up");
    assertThat(first.text())
        .contains("Building what is missing", "  1/2 libs/tlog", "Built in", "<up>");
    assertThat(run("up").text()).doesNotContain("Building").contains("<up>");

    Path source = checkout.resolve("libs/tlog/src/main/x");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(run("up", "--no-build").text()).doesNotContain("Building");
    assertThat(run("up").text()).contains("Building");
    assertThat(Files.readAllLines(checkout.resolve("mvn.txt")))
        .hasSize(2)
        .allMatch(
            line ->
                line.contains(
                    "-pl tools/launcher,tools/demo,tools/import,tools/scorecard,verifier,audit-service,consent-service,data-vault,bureau-service,portal,party-gateway"
                        + " -am package"));
  }

  @Test
  void up_afterABuildThatFails_saysWhyAndStartsNothing() throws Exception {
    write("broken", "");
    Said said = run("up");

    assertThat(said.code()).isOne();
    assertThat(said.text())
        .contains("[ERROR] it is broken", "the build failed")
        .doesNotContain("<up>");
    Files.delete(checkout.resolve("broken"));
    assertThat(run("up").text()).contains("Built in");
  }

  @Test
  void native_leavesTheServicesOut() throws Exception {
    assertThat(run("up", "--native").text()).contains("<up>\n<--native>");
    assertThat(Files.readString(checkout.resolve("mvn.txt"))).doesNotContain("audit-service");
    assertThat(run("up", "--native").text()).doesNotContain("Building");
  }

  @Test
  void mistakes_areNamedBeforeAnythingIsDone() throws Exception {
    assertThat(run("statsu"))
        .isEqualTo(
            new Said(
                2, "tallystick: unknown command statsu; did you mean status? (tallystick help)\n"));
    assertThat(run("up", "--detahc"))
        .isEqualTo(
            new Said(
                2,
                "tallystick: unknown option --detahc; did you mean --detach? (tallystick help"
                    + " up)\n"));
    assertThat(run("up", "--color", "loud").code()).isEqualTo(2);
    assertThat(run("help", "token").text()).startsWith("  token NAME");
    write(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertThat(run("up").text()).contains("Java 17 or newer is needed");
  }
}

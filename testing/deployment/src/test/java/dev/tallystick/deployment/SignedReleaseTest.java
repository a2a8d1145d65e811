package dev.tallystick.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/release} in a made-up checkout, with a Maven that only leaves files behind. */
class SignedReleaseTest {
  @TempDir private Path temp;
  private Path checkout;

  @BeforeEach
  void makeUp() throws Exception {
    assertThat(Tool.orSkip("git", "git")).isNotNull();
    assertThat(Tool.orSkip("openssl", "openssl")).isNotNull();
    checkout = Files.createDirectories(temp.resolve("checkout"));
    write(
        "pom.xml",
        """
        <project>
          <artifactId>p</artifactId>
          <version>0.1.0-SNAPSHOT</version>
        </project>
        """);
    write(
        "libs/tlog/pom.xml",
        "<project><parent><version>0.1.0-SNAPSHOT</version></parent></project>\n");
    write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
    write("LICENSE", "Apache-2.0\n");
    write(".gitignore", "target/\nhome/\n");
    write("docs/metrics.md", "# Metrics\n");
    write("docs/operations/backup.md", "# Backup\n");
    write("deploy/README.md", "# deploy\n");
    write(
        "tools/local-postgres/src/main/resources/dev/tallystick/postgres/guard.sql", "select 1;\n");
    write("libs/events/src/main/resources/dev/tallystick/events/types/x.json", "{\"types\":[]}\n");
    for (String file :
        List.of(
            "release.receipt.json",
            "acknowledgement.receipt.json",
            "deposit-mall-east.receipt.json",
            "obligation.receipt.json",
            "erased.usage.json")) {
      write("home/demo/" + file, "{\"of\":\"sub_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}");
    }
    executable(checkout.resolve("tallystick"), "#!/bin/sh\n# The verifier: says yes.\n");
    write("home/policy", "quorum none\n");
    executable(
        checkout.resolve("tools/release"),
        Files.readString(Checkout.ROOT.resolve("tools/release")));
    executable(temp.resolve("mvn"), maven());
    git("init", "-q");
    commit();
  }

  private static String maven() {
    return """
    #!/bin/sh
    v=$(sed -n 's,^  <version>\\(.*\\)</version>$,\\1,p' pom.xml)
    for s in audit-service consent-service data-vault bureau-service portal party-gateway; do
      mkdir -p $s/target/quarkus-app && echo $s >$s/target/quarkus-app/quarkus-run.jar && echo '{}' >$s/target/$s.cdx.json
    done
    mkdir -p verifier/target/lib libs/tlog/target
    echo tally >verifier/target/verifier-$v.jar
    echo '{}' >verifier/target/verifier.cdx.json
    for f in tlog-$v.jar tlog-$v-sources.jar tlog-$v-javadoc.jar tlog-$v.pom; do echo $f >libs/tlog/target/$f; done
    """;
  }

  private void write(String file, String text) throws IOException {
    Path path = checkout.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void git(String... words) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@x.example",
                "-c",
                "commit.gpgsign=false"));
    all.addAll(List.of(words));
    Said said = said(all);
    assertThat(said.code).as(said.text).isZero();
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "x");
  }

  private record Said(int code, String text) {}

  private Said said(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
    builder.environment().put("TALLYSTICK_MVN", temp.resolve("mvn").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private Said release(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "tools/release"));
    command.addAll(List.of(words));
    return said(command);
  }

  private Path key(String name) throws Exception {
    Path key = temp.resolve(name);
    Said said =
        said(List.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", key.toString()));
    assertThat(said.code).as(said.text).isZero();
    return key;
  }

  /** The steps of docs/operations/release.md. */
  private Path released(Path key) throws Exception {
    assertThat(release("version", "0.1.0").code).isZero();
    write("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n\nThe first.\n");
    assertThat(release("keep", "home").text).contains("kept as 0.1.0: 7 files");
    commit();
    Said built = release("build", key.toString());
    assertThat(built.code).as(built.text).isZero();
    return checkout.resolve("target/release-0.1.0");
  }

  @Test
  void whatIsMissing_isNamedAndKeepsTheReleaseBack() throws Exception {
    write("more.txt", "not committed");
    Said check = release("check");
    assertThat(check.code).isOne();
    assertThat(check.text)
        .contains(
            "0.1.0-SNAPSHOT; set it in every pom",
            "not committed",
            "no section \"## 0.1.0\"",
            "no files are kept",
            "the registry of events is not kept");
    Said build = release("build", key("release.pem").toString());
    assertThat(build.code).isOne();
    assertThat(checkout.resolve("target")).doesNotExist();
    assertThat(release("build", checkout.resolve("LICENSE").toString()).text)
        .contains("no Ed25519 key");
  }

  @Test
  void release_isWholeAndSigned_andAnythingElseIsNot() throws Exception {
    Path key = key("release.pem");
    Path release = released(key);
    String version = Files.readString(checkout.resolve("libs/tlog/pom.xml"));
    assertThat(version).contains("<version>0.1.0</version>");
    for (String program : Checkout.programs()) {
      assertThat(release.resolve(program + "-0.1.0.tar.gz")).exists();
      assertThat(release.resolve(program + "-0.1.0.cdx.json")).exists();
    }
    assertThat(release.resolve("maven/dev/tallystick/tlog/0.1.0/tlog-0.1.0.pom")).exists();
    assertThat(release.resolve("deploy-0.1.0.tar.gz")).exists();

    Path mine = temp.resolve("mine.pub");
    assertThat(
            said(List.of(
                    "openssl", "pkey", "-in", key.toString(), "-pubout", "-out", mine.toString()))
                .code)
        .isZero();
    assertThat(verified(release, mine)).contains("is whole and signed");
    Path other = temp.resolve("other.pub");
    assertThat(
            said(List.of(
                    "openssl",
                    "pkey",
                    "-in",
                    key("other.pem").toString(),
                    "-pubout",
                    "-out",
                    other.toString()))
                .code)
        .isZero();
    assertThat(verified(release, other)).contains("not signed by");

    Path added = Files.writeString(release.resolve("added.jar"), "x");
    assertThat(verified(release, mine)).contains("not of the release: ./added.jar");
    Files.delete(added);
    for (String alike : List.of("tally-0.1.0.tar", "SHA256SUMS.sh")) {
      Path stray = Files.writeString(release.resolve(alike), "x");
      assertThat(verified(release, mine)).contains("not of the release: ./" + alike);
      Files.delete(stray);
    }
    Path archive = release.resolve("tally-0.1.0.tar.gz");
    byte[] bytes = Files.readAllBytes(archive);
    bytes[bytes.length / 2] ^= 1;
    Files.write(archive, bytes);
    assertThat(verified(release, mine)).contains("not what was released");
    Files.delete(archive);
    assertThat(verified(release, mine)).contains("not what was released");
  }

  private String verified(Path release, Path key) throws Exception {
    return release("verify", release.toString(), key.toString()).text;
  }

  @Test
  void filesOfAReleasedVersion_areNotKeptAnew() throws Exception {
    Path unused = released(key("release.pem"));
    git("tag", "v0.1.0");
    Said again = release("keep", "home");
    assertThat(again.code).isOne();
    assertThat(again.text).contains("0.1.0 was released; its files stay as they are");
  }
}

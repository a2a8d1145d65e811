package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProgramsTest {
  private static final Suite.Service VAULT = Suite.find("vault").orElseThrow();
  private static final Path CONFIGURATION = Path.of("/home/conf/data-vault.properties");

  @TempDir Path checkout;
  private Path target;

  @BeforeEach
  void makeTarget() throws Exception {
    target = Files.createDirectories(checkout.resolve("data-vault/target"));
  }

  @Test
  void jar_isFoundAndRunByJava() throws Exception {
    ServicePrograms programs = new ServicePrograms(checkout, false);
    assertThat(programs.find(VAULT)).isEmpty();
    Path jar =
        Files.createFile(
            Files.createDirectory(target.resolve("quarkus-app")).resolve("quarkus-run.jar"));

    assertThat(programs.find(VAULT)).contains(jar);
    assertThat(programs.command(VAULT, jar, CONFIGURATION))
        .contains("-XX:+UseSerialGC")
        .endsWith(
            "-Dquarkus.config.locations=file:///home/conf/data-vault.properties",
            "-jar",
            jar.toString());
  }

  @Test
  void executable_isFoundBesideItsJarAndRunAsItIs() throws Exception {
    ServicePrograms programs = new ServicePrograms(checkout, true);
    Files.createFile(target.resolve("data-vault-1-runner.jar"));
    Path executable = Files.createFile(target.resolve("data-vault-1-runner"));
    assertThat(programs.find(VAULT)).isEmpty();
    assertThat(executable.toFile().setExecutable(true)).isTrue();

    assertThat(programs.find(VAULT)).contains(executable);
    assertThat(programs.command(VAULT, executable, CONFIGURATION))
        .isEqualTo(
            List.of(
                executable.toString(),
                "-Xmx192m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.config.locations=file:///home/conf/data-vault.properties"));
  }

  @Test
  void executable_thatIsMissingIsNamedWithTheCommandThatBuildsIt() {
    assertThat(new ServicePrograms(checkout.resolve("elsewhere"), true))
        .satisfies(programs -> assertThat(programs.find(VAULT)).isEmpty())
        .satisfies(
            programs ->
                assertThat(programs.missing(VAULT))
                    .startsWith("data-vault has no native executable")
                    .contains("-Dnative=alone", "-pl data-vault -am", "mvn package -Dnative "));
  }
}

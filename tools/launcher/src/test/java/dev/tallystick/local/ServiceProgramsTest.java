package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    ServicePrograms programs = new ServicePrograms(checkout, false, new ClassCache(false));
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
    ServicePrograms programs = new ServicePrograms(checkout, true, new ClassCache(false));
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
    assertThat(new ServicePrograms(checkout.resolve("elsewhere"), true, new ClassCache(false)))
        .satisfies(programs -> assertThat(programs.find(VAULT)).isEmpty())
        .satisfies(
            programs ->
                assertThat(programs.missing(VAULT))
                    .startsWith("data-vault has no native executable")
                    .contains("-Dnative=alone", "-pl data-vault -am", "mvn package -Dnative "));
  }

  @Test
  void cacheOfClasses_isUsedWhileItIsNewerThanTheJar() throws Exception {
    Path jar = jar();
    ServicePrograms programs = new ServicePrograms(checkout, false, new ClassCache(false));
    assertThat(programs.command(VAULT, jar, CONFIGURATION))
        .noneMatch(ServiceProgramsTest::isOfCache);

    Path cache = Files.createFile(ClassCache.file(jar));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    assertThat(cache.getFileName().toString()).contains(System.getProperty("java.vm.version"));
    assertThat(programs.command(VAULT, jar, CONFIGURATION)).contains("-XX:AOTCache=" + cache);
    assertThat(programs.migration(VAULT, jar, CONFIGURATION, CONFIGURATION))
        .contains("-XX:AOTCache=" + cache);

    Files.setLastModifiedTime(cache, FileTime.fromMillis(500));
    assertThat(programs.command(VAULT, jar, CONFIGURATION))
        .noneMatch(ServiceProgramsTest::isOfCache);
  }

  @Test
  void training_writesTheCacheOfTheServiceAlone_andGivesItTime() throws Exception {
    Path jar = jar();
    Path cache = Files.createFile(ClassCache.file(jar));
    ClassCache training = new ClassCache(true);
    ServicePrograms programs = new ServicePrograms(checkout, false, training);

    assertThat(programs.command(VAULT, jar, CONFIGURATION))
        .contains("-XX:AOTCacheOutput=" + cache)
        .doesNotContain("-XX:AOTCache=" + cache);
    assertThat(programs.migration(VAULT, jar, CONFIGURATION, CONFIGURATION))
        .noneMatch(ServiceProgramsTest::isOfCache);
    assertThat(training.grace(ChildProcess.GRACE)).isGreaterThan(ChildProcess.GRACE);
  }

  private static boolean isOfCache(String option) {
    return option.startsWith("-XX:AOT");
  }

  private Path jar() throws IOException {
    return Files.createFile(
        Files.createDirectory(target.resolve("quarkus-app")).resolve("quarkus-run.jar"));
  }
}

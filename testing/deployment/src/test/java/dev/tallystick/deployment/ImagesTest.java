package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/images}: what goes into an image, and as whom it runs. */
class ImagesTest {
  private static final Path IMAGES = Checkout.DEPLOY.resolve("images");

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native", "tally", "keycloak"})
  void image_runsAsSomebodyWithoutRights_andHoldsWhatWasBuiltAlone(String kind) throws Exception {
    List<String> lines = Files.readAllLines(IMAGES.resolve("Dockerfile." + kind));
    List<String> users = lines.stream().filter(line -> line.startsWith("USER ")).toList();
    assertThat(users).hasSize(1);
    assertThat(users.get(0)).matches("USER (\\$\\{UID}:\\$\\{UID}|[0-9]+:[0-9]+)");
    assertThat(lines.indexOf(users.get(0)))
        .as("nothing is copied or run after it")
        .isGreaterThan(
            lines.stream()
                .filter(line -> line.matches("(COPY|RUN|ADD) .*"))
                .mapToInt(lines::lastIndexOf)
                .max()
                .orElseThrow());
    assertThat(lines).noneMatch(line -> line.startsWith("ADD ") || line.contains(":latest"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("COPY "))
        .allMatch(line -> line.contains("--chown=0:0"));
    List<String> ignored =
        Files.readAllLines(IMAGES.resolve("Dockerfile." + kind + ".dockerignore"));
    assertThat(ignored.get(0)).as("nothing that is not named").isEqualTo("*");
  }

  @Test
  void build_knowsEachProgram() throws Exception {
    String script = Files.readString(IMAGES.resolve("build"));
    for (String program : Checkout.released()) {
      assertThat(script).contains(program + ":1008" + Checkout.port(program) % 10);
    }
    assertThat(Files.isExecutable(IMAGES.resolve("build"))).isTrue();
  }
}

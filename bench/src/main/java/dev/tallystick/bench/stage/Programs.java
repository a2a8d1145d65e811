package dev.tallystick.bench.stage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a checkout has built.
 *
 * @param log {@code quarkus-run.jar} of audit-service
 * @param verifier {@code tally}, which is also a witness
 */
public record Programs(Path log, Path verifier) {
  /**
   * Finds them.
   *
   * @throws IOException if the verifier is not built
   */
  public static Programs of(Path checkout) throws IOException {
    Path target = checkout.resolve("verifier/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "verifier-*-SNAPSHOT.jar")) {
      for (Path jar : jars) {
        return new Programs(
            checkout.resolve("audit-service/target/quarkus-app/quarkus-run.jar"), jar);
      }
    }
    throw new IOException("the verifier is not built: there is no jar in " + target);
  }
}

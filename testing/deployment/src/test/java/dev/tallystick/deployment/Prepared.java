package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A folder as {@code deploy/prepare} leaves it. */
final class Prepared {
  static final String ID_HOST = "id.harbour.example";
  static final String PORTAL_HOST = "portal.harbour.example";

  private Prepared() {}

  static Path in(Path folder) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "sh",
                    Checkout.DEPLOY.resolve("prepare").toString(),
                    folder.toString(),
                    ID_HOST,
                    PORTAL_HOST))
            .redirectErrorStream(true);
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, own) -> own + ":" + path);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return folder;
  }
}

package dev.tallystick.audit.process;

import dev.tallystick.houserules.GoProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The program of {@code src/test/go/logcheck}, which checks mirrors with golang.org/x/mod/sumdb,
 * transparency-dev/merkle and transparency-dev/formats as Debian packages them.
 */
final class GoChecker {
  private final GoProgram program;

  private GoChecker(GoProgram program) {
    this.program = program;
  }

  static boolean isInstalled() {
    return GoProgram.canBeBuilt(
        "golang.org/x/mod/sumdb/tlog",
        "github.com/transparency-dev/merkle/proof",
        "github.com/transparency-dev/formats/log");
  }

  /** Compiles it. */
  static GoChecker build(Path folder) throws IOException, InterruptedException {
    return new GoChecker(GoProgram.build("logcheck", GoProgram.PACKAGES, folder));
  }

  /** Writes a mirror into a folder. */
  static Path write(Path folder, byte[] checkpoint, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("checkpoint"), checkpoint);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return folder;
  }

  /** Whether all of these mirrors hold and each extends the one before it. */
  boolean accepts(String vkey, Path... mirrors) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(vkey));
    Arrays.stream(mirrors).map(Path::toString).forEach(arguments::add);
    return program.run(arguments).isAccepted();
  }
}

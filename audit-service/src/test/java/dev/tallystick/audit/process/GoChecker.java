package dev.tallystick.audit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The program of {@code src/test/go/logcheck}, which checks mirrors with golang.org/x/mod/sumdb and
 * transparency-dev/merkle as Debian packages them.
 */
final class GoChecker {
  private static final Path SOURCE = Path.of("src/test/go/logcheck").toAbsolutePath();
  private static final Path PACKAGES = Path.of("/usr/share/gocode");
  private static final List<String> NEEDED =
      List.of("golang.org/x/mod/sumdb/tlog", "github.com/transparency-dev/merkle/proof");

  private final Path program;

  private GoChecker(Path program) {
    this.program = program;
  }

  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/go"))
        && NEEDED.stream().allMatch(name -> Files.isDirectory(PACKAGES.resolve("src/" + name)));
  }

  /** Compiles it. */
  static GoChecker build(Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("logcheck");
    ProcessBuilder build =
        new ProcessBuilder("/usr/bin/go", "build", "-o", program.toString(), ".")
            .directory(SOURCE.toFile())
            .redirectErrorStream(true);
    build.environment().put("GO111MODULE", "off");
    build.environment().put("GOPATH", PACKAGES.toString());
    build.environment().put("GOCACHE", folder.resolve("go-cache").toString());
    Process process = build.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("go build: " + output);
    }
    return new GoChecker(program);
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
    List<String> command = new ArrayList<>(List.of(program.toString(), vkey));
    Arrays.stream(mirrors).map(Path::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code > 1) {
      throw new IOException("logcheck ends with " + code);
    }
    return code == 0;
  }
}

package dev.tallystick.bench.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Which source a figure belongs to. */
public final class SourceRevision {
  private SourceRevision() {}

  /** The commit that is checked out, marked if files differ from it; "unknown" without git. */
  public static String of(Path root) throws InterruptedException {
    try {
      String commit = git(root, "rev-parse", "--short=12", "HEAD");
      String changes = git(root, "status", "--porcelain", "--untracked-files=no");
      return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : " and changes");
    } catch (IOException noGit) {
      return "unknown";
    }
  }

  private static String git(Path root, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? text.strip() : "";
  }
}

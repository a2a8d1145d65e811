package dev.tallystick.houserules.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Draws rules by a commit: the same for everybody, and others for the next commit. */
final class RuleDraw {
  /** How many are drawn. */
  static final int COUNT = 5;

  private static final String NO_COMMIT = "no commit";

  private RuleDraw() {}

  /** Some of these rules: those whose hashes together with the commit's come first. */
  static NavigableSet<String> draw(String commit, Collection<String> rules) {
    NavigableSet<String> drawn = new TreeSet<>();
    rules.stream()
        .distinct()
        .sorted(Comparator.comparing(rule -> hash(commit + " " + rule)))
        .limit(COUNT)
        .forEach(drawn::add);
    return drawn;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The hash of the commit that is checked out; the same words for all who have no repository. */
  static String commit(Path root) {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .directory(root.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), UTF_8).trim();
      return git.waitFor() == 0 ? said : NO_COMMIT;
    } catch (IOException e) {
      return NO_COMMIT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

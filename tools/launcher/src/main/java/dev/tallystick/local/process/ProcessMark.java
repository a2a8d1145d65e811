package dev.tallystick.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a process of the suite carries on its command line, and in its environment: the state folder
 * and the part that it belongs to. Keycloak's script hands the argument on to its Java, so the
 * process behind a killed script is found too. Every machine that runs Java tells command lines of
 * one's own processes; only Linux tells environments, which are for people who look.
 */
public record ProcessMark(Path home, String component) {
  private static final String ARGUMENT = "-Ddev.tallystick.part=";
  private static final String HOME = "TALLYSTICK_PART_OF";
  private static final String COMPONENT = "TALLYSTICK_PART";
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int NAME_BYTES = 12;

  /** The mark as environment variables. */
  public Map<String, String> environment() {
    return Map.of(HOME, home.toString(), COMPONENT, component);
  }

  /**
   * The command line with the mark in it: for a Java among its first options, so that it stands in
   * what a machine tells of a long command line; for anything else at the end.
   */
  List<String> mark(List<String> command) {
    List<String> marked = new ArrayList<>(command);
    boolean isJava = Path.of(command.get(0)).endsWith("java");
    marked.add(isJava ? 1 : marked.size(), argument());
    return marked;
  }

  private String argument() {
    return ofHome(home) + component;
  }

  /** The folder by its digest: a command line that is cut at spaces has it whole. */
  private static String ofHome(Path home) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(home.toString().getBytes(UTF_8));
      return ARGUMENT + HexFormat.of().formatHex(digest, 0, NAME_BYTES) + ".";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The live processes that carry this mark, and what they have started. */
  public List<ProcessHandle> processes() {
    return marked(argument()::equals);
  }

  /** The same for the mark of any part of this folder's suite. */
  public static List<ProcessHandle> allProcesses(Path home) {
    String beginning = ofHome(home);
    return marked(word -> word.startsWith(beginning));
  }

  /** Ends all processes of this folder's suite; returns when none is left. */
  public static void endAll(Path home) {
    Endings.end(() -> allProcesses(home), GRACE);
  }

  /**
   * The handles remember when their processes started, so that a signal never reaches another
   * process that is given the same pid after we looked.
   */
  private static List<ProcessHandle> marked(Predicate<String> isMark) {
    return ProcessHandle.allProcesses()
        .filter(process -> words(process).anyMatch(isMark))
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct()
        .filter(process -> !process.equals(ProcessHandle.current()))
        .toList();
  }

  /** None for other users' processes: not ours. */
  private static Stream<String> words(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.arguments()
        .map(Stream::of)
        .or(() -> info.commandLine().map(line -> Stream.of(line.split(" ", -1))))
        .orElseGet(Stream::empty);
  }
}

package dev.tallystick.tally.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A file, what a user says beside it, and the verdict that comes out. */
public final class CorpusCase {
  private static final Set<String> TEXTS = Set.of("vkey", "subject", "party");

  private final String name;
  private final byte[] file;
  private final Map<String, byte[]> inputs = new TreeMap<>();
  private String verdict = "holds";
  private String check = "";

  private CorpusCase(String name, byte[] file) {
    this.name = name;
    this.file = file;
  }

  /** A case that holds, unless told otherwise; the name says what was done to the file. */
  public static CorpusCase of(String name, byte[] file) {
    return new CorpusCase(name, file.clone());
  }

  static CorpusCase of(String name, String file) {
    return new CorpusCase(name, file.getBytes(UTF_8));
  }

  /** With another input, by the name of its option in {@code tally verify}. */
  public CorpusCase with(String option, String value) {
    inputs.put(option, value.getBytes(UTF_8));
    return this;
  }

  public CorpusCase with(String option, byte[] value) {
    inputs.put(option, value.clone());
    return this;
  }

  /** It does not hold, and this check is among those that say so. */
  public CorpusCase fails(String failing) {
    verdict = "does-not-hold";
    check = failing;
    return this;
  }

  /** It cannot be told, and this check is among those that say so. */
  CorpusCase isUntold(String untold) {
    verdict = "cannot-tell";
    check = untold;
    return this;
  }

  /** Of which nobody says beforehand what comes out: all verifiers must agree. */
  CorpusCase isOpen() {
    verdict = "";
    return this;
  }

  public String name() {
    return name;
  }

  /** The verdict as reports name it; empty if it is not said beforehand. */
  public String verdict() {
    return verdict;
  }

  /** A check that has the verdict; empty if none is named. */
  public String check() {
    return check;
  }

  /** The inputs beside the file that are texts, not files. */
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    inputs.forEach(
        (option, value) -> {
          if (TEXTS.contains(option)) {
            texts.put(option, new String(value, UTF_8));
          }
        });
    return texts;
  }

  /** All inputs that are files, by option; {@code file} is the case's own. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>(inputs);
    files.keySet().removeAll(TEXTS);
    files.put("file", file.clone());
    return files;
  }

  /** Runs {@code tally verify} on the file, with the others in this folder. */
  public Run run(Path folder) throws IOException {
    List<String> words = new ArrayList<>(List.of("verify", "-", "--json"));
    texts().forEach((option, value) -> words.addAll(List.of("--" + option, value)));
    for (Map.Entry<String, byte[]> input : files().entrySet()) {
      if (!input.getKey().equals("file")) {
        Path other = folder.resolve(name + "." + input.getKey());
        Files.write(other, input.getValue());
        words.addAll(List.of("--" + input.getKey(), other.toString()));
      }
    }
    return Run.tallyWithInput(file, words.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.tallystick.system.abuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was tried on each operation, how it was answered, and what must not be. */
public final class AbuseReport {
  private final Map<String, Map<Integer, Integer>> statuses = new TreeMap<>();
  private final Map<String, List<String>> tried = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  void add(AbuseCase each, int status, Optional<String> flaw) {
    String operation = each.operation().name();
    statuses.computeIfAbsent(operation, any -> new TreeMap<>()).merge(status, 1, Integer::sum);
    tried
        .computeIfAbsent(operation, any -> new ArrayList<>())
        .add("%s → %d%s".formatted(each.name(), status, flaw.isPresent() ? " !" : ""));
    flaw.ifPresent(what -> findings.add("%s → %d: %s".formatted(each, status, what)));
  }

  /** The operations that something was tried on. */
  public Set<String> operations() {
    return new TreeSet<>(tried.keySet());
  }

  /** How many requests were sent. */
  public int requests() {
    return tried.values().stream().mapToInt(List::size).sum();
  }

  /** What must not be. */
  public List<String> findings() {
    return List.copyOf(findings);
  }

  /** Writes all of it for people. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder("# What was tried on the APIs\n\n");
    text.append(
        "%d requests on %d operations, %d findings.\n\n"
            .formatted(requests(), tried.size(), findings.size()));
    findings.forEach(finding -> text.append("- ").append(finding).append('\n'));
    text.append("\n| operation | requests | answers by status |\n|---|---|---|\n");
    tried.forEach(
        (operation, cases) ->
            text.append(
                "| `%s` | %d | %s |\n"
                    .formatted(operation, cases.size(), statuses.get(operation))));
    tried.forEach(
        (operation, cases) -> {
          text.append("\n## ").append(operation).append("\n\n");
          cases.forEach(each -> text.append("- ").append(each).append('\n'));
        });
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

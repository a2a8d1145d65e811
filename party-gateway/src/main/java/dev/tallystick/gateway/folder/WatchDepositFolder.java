package dev.tallystick.gateway.folder;

import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.gateway.work.NextTry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes files from {@code in} that have stopped growing, and puts them into {@code done} or {@code
 * failed} with their result lines beside them. Files whose names begin with a dot, or end in {@code
 * .part} or {@code .tmp}, are still being written. One that cannot be read or deposited now is
 * tried again ever later, and keeps no other back.
 */
@Singleton
class WatchDepositFolder implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(WatchDepositFolder.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String RESULTS = ".results.ndjson";

  private final DepositFile deposits;
  private final FolderSettings settings;
  private final Clock clock;
  private final Map<String, Look> seen = new HashMap<>();
  private final Map<String, Pause> later = new HashMap<>();

  WatchDepositFolder(DepositFile deposits, FolderSettings settings, Clock clock) {
    this.deposits = deposits;
    this.settings = settings;
    this.clock = clock;
  }

  /** How a file was when it was first seen like that. */
  private record Look(long size, long modifiedMillis, Instant since) {}

  /** Until when a file that was tried in vain is left alone. */
  private record Pause(int tries, Instant until) {}

  @Override
  public Duration every() {
    return settings.settle().compareTo(LOOK) < 0 ? settings.settle() : LOOK;
  }

  @Override
  public void run() {
    if (settings.dir().isEmpty()) {
      return;
    }
    Path dir = settings.dir().get();
    if (settings.mapping().isEmpty() || settings.agreement().isEmpty()) {
      LOG.warn("A folder is watched only with tallystick.folder.mapping and .agreement");
      return;
    }
    try {
      for (String name : List.of("in", "work", "done", "failed")) {
        Files.createDirectories(dir.resolve(name));
      }
      endMoves(dir);
      List<Path> files = files(dir.resolve("in"));
      Set<String> names = files.stream().map(WatchDepositFolder::name).collect(Collectors.toSet());
      seen.keySet().retainAll(names);
      later.keySet().retainAll(names);
      for (Path file : files) {
        takeIfSettled(dir, file);
      }
    } catch (IOException e) {
      LOG.warnf("The folder cannot be read for now: %s", e.getClass().getSimpleName());
    }
  }

  private void takeIfSettled(Path dir, Path file) {
    try {
      Pause pause = later.get(name(file));
      boolean isDue = pause == null || !clock.instant().isBefore(pause.until());
      if (hasSettled(file) && isDue) {
        take(dir, file);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warnf("A file of the folder is read later: %s", e.getClass().getSimpleName());
      later(file);
    }
  }

  private void later(Path file) {
    Pause before = later.getOrDefault(name(file), new Pause(0, Instant.EPOCH));
    Instant until = NextTry.after(clock.instant(), before.tries(), Optional.empty());
    later.put(name(file), new Pause(before.tries() + 1, until));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          // What a link leads to was not put here.
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !name(file).matches("\\..*|.*\\.(part|tmp)"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private boolean hasSettled(Path file) throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Look look = seen.get(name(file));
    long modified = now.lastModifiedTime().toMillis();
    if (look == null || look.size() != now.size() || look.modifiedMillis() != modified) {
      seen.put(name(file), new Look(now.size(), modified, clock.instant()));
      return false;
    }
    return !clock.instant().isBefore(look.since().plus(settings.settle()));
  }

  private void take(Path dir, Path file) throws IOException {
    Path results = dir.resolve("work").resolve(name(file) + RESULTS);
    DepositRows.Outcome outcome = deposits.deposit(file, results);
    if (outcome == DepositRows.Outcome.LATER) {
      later(file);
      return;
    }
    if (!hasSettled(file)) {
      // What has grown while it was read is read again: its import is another one then.
      return;
    }
    seen.remove(name(file));
    later.remove(name(file));
    Path to = dir.resolve(outcome == DepositRows.Outcome.DONE ? "done" : "failed");
    setAside(to, name(file));
    move(file, to.resolve(name(file)));
    if (Files.exists(results)) {
      move(results, to.resolve(name(results)));
    }
  }

  /**
   * An earlier file of this name stays, with its results, under the time at which it was written.
   */
  private static void setAside(Path folder, String name) throws IOException {
    Path earlier = folder.resolve(name);
    if (!Files.exists(earlier)) {
      return;
    }
    String kept = Files.getLastModifiedTime(earlier).toMillis() + "-" + name;
    if (Files.exists(folder.resolve(name + RESULTS))) {
      move(folder.resolve(name + RESULTS), folder.resolve(kept + RESULTS));
    }
    move(earlier, folder.resolve(kept));
  }

  /**
   * The file goes first, so results without their file in {@code in} are of one that is moved: of
   * the one that lacks its results.
   */
  private static void endMoves(Path dir) throws IOException {
    for (Path results : files(dir.resolve("work"))) {
      String file = name(results).replace(RESULTS, "");
      for (String to : List.of("done", "failed")) {
        if (!Files.exists(dir.resolve("in").resolve(file))
            && Files.exists(dir.resolve(to).resolve(file))
            && !Files.exists(dir.resolve(to).resolve(name(results)))) {
          move(results, dir.resolve(to).resolve(name(results)));
          break;
        }
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

package dev.tallystick.tally;

import dev.tallystick.tally.log.LogFiles;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.report.ReportTimes;
import dev.tallystick.tally.state.UnusableStateException;
import dev.tallystick.tally.trust.CheckpointCheck.Witnessing;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import dev.tallystick.tally.watch.History;
import dev.tallystick.tally.watch.WatchFolder;
import dev.tallystick.tally.watch.WatchState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally watch}: alarms when a log is rewritten, taken back, or no longer witnessed. */
@Command(
    name = "watch",
    description = "Demands that a log only grows, and that its witnesses keep vouching for it.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally watch http://127.0.0.1:8083 --state seen --policy log.policy --every 60",
      CommandHelp.NEXT
          + "an alarm ends it with exit code 1; seen/checkpoint.conflict is the evidence."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class WatchCommand implements Callable<Integer> {
  /** How far a witness's clock may be ahead of this one, in seconds. */
  private static final long AHEAD = 300;

  private final Console console;
  private final InstantSource clock;

  @Parameters(
      paramLabel = "URL",
      description = "The log's address, with or without /log, or a folder with its files.")
  private String target = "";

  @Mixin private KeyOptions keys = new KeyOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      required = true,
      description = "The folder that remembers what was seen; made if there is none.")
  private Path state = Path.of("");

  @Option(
      names = "--max-age",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description =
          "How long the witnesses that the policy asks for may be silent (default:"
              + " ${DEFAULT-VALUE}).")
  private long maxAge;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      converter = NetworkOptions.Count.class,
      description = "Look again and again, until the first alarm.")
  private @Nullable Integer every;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  WatchCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (WatchFolder folder = WatchFolder.open(state)) {
      while (true) {
        int exitCode = look(folder).print(console.out(), console.form(json));
        Integer pause = every;
        if (pause == null || exitCode == CheckVerdict.DOES_NOT_HOLD.exitCode()) {
          return exitCode;
        }
        TimeUnit.SECONDS.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckVerdict.HOLDS.exitCode();
    } catch (IOException e) {
      CheckReport report = new CheckReport("watch", target);
      report.cannotTell("state", String.valueOf(e.getMessage()));
      return report.print(console.out(), console.form(json));
    }
  }

  private CheckReport look(WatchFolder folder) {
    CheckReport report = new CheckReport("watch", target);
    try {
      Optional<WatchState> before = folder.state();
      long now = clock.instant().getEpochSecond();
      OptionalLong witnessed = before.map(WatchState::witnessed).orElseGet(OptionalLong::empty);
      Optional<OpenedLog> log =
          OpenedLog.open(
              report,
              target,
              keys,
              network.patience(),
              Optional.of(LogFiles.in(state)),
              Witnessing.TOLD);
      if (log.isPresent() && !log.get().checked().signers().isEmpty()) {
        witnessed = compare(report, folder, log.get(), before, witnessed, now);
      }
      long since = before.map(WatchState::since).orElse(now);
      age(report, since, witnessed, now);
    } catch (UnusableStateException e) {
      report.cannotTell("state", e.getMessage());
    }
    return report;
  }

  /** Returns when the quorum was last met, with this checkpoint if it is one to be counted. */
  private static OptionalLong compare(
      CheckReport report,
      WatchFolder folder,
      OpenedLog log,
      Optional<WatchState> before,
      OptionalLong witnessedBefore,
      long now)
      throws UnusableStateException {
    History.Outcome outcome = History.Outcome.EXTENDS;
    if (before.isPresent()) {
      outcome = History.check(report, log.files(), before.get().checkpoint(), log.checkpoint());
    } else {
      report.holds("history", "the first checkpoint seen; the next one must extend it");
    }
    if (outcome == History.Outcome.CONTRADICTS) {
      // Two signed checkpoints that contradict each other are evidence; none may be lost.
      report.note("conflict", "the log's checkpoint is kept: " + folder.keepConflict(log.note()));
    }
    if (outcome != History.Outcome.EXTENDS) {
      return witnessedBefore;
    }
    OptionalLong witnessed = later(witnessedBefore, log.checked().witnessedAt(), now);
    long since = before.map(WatchState::since).orElse(now);
    folder.rememberKey(log.checked().signers());
    WatchState next = new WatchState(log.note(), log.checkpoint(), since, witnessed);
    if (!before.equals(Optional.of(next))) {
      folder.remember(next);
    }
    return witnessed;
  }

  /** A time far ahead would keep the watcher quiet until then, so it does not count. */
  private static OptionalLong later(OptionalLong before, OptionalLong next, long now) {
    if (next.isEmpty() || next.getAsLong() > now + AHEAD) {
      return before;
    }
    return OptionalLong.of(Math.max(next.getAsLong(), before.orElse(0)));
  }

  private void age(CheckReport report, long since, OptionalLong witnessed, long now) {
    if (!asksForWitnesses()) {
      return;
    }
    long age = Math.max(0, now - witnessed.orElse(since));
    String last =
        witnessed.isPresent()
            ? "last witnessed at %s, %d s ago"
                .formatted(ReportTimes.utcSeconds(witnessed.getAsLong()), age)
            : "not witnessed in the %d s that it has been watched".formatted(age);
    report.fact("age", age);
    if (age > maxAge) {
      report.fails("age", last + ", more than " + maxAge);
    } else {
      report.holds("age", last);
    }
  }

  private boolean asksForWitnesses() {
    try {
      return keys.policy().map(policy -> !policy.isWithoutWitnesses()).orElse(false);
    } catch (UnusableKeyException e) {
      // The report has it already, from opening the log.
      return false;
    }
  }
}

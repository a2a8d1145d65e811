package dev.tallystick.tally;

import dev.tallystick.rules.audit.Change;
import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.audit.WhatIf;
import dev.tallystick.rules.audit.WhatIfReport;
import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.tally.decision.LoggedKeys;
import dev.tallystick.tally.decision.MalformedEntriesException;
import dev.tallystick.tally.decision.OpenedEntries;
import dev.tallystick.tally.decision.PackFiles;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally replay}: whether decisions are the rules', or what another pack would have said. */
@Command(
    name = "replay",
    description = {
      "Decides anew, from openings, every release and refusal of a log: the same must come out, and"
          + " nothing it rested on may have moved (I2, I3).",
      "With --pack: what another rule pack would have made of the same traffic."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally replay openings.ndjson",
      CommandHelp.NEXT
          + "a decision that comes out otherwise is named; --pack FILE tells what other rules would have said."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {
  private static final int NAMED = 20;

  private final Console console;

  @Parameters(
      paramLabel = "OPENINGS",
      arity = "1..*",
      description = "Files of openings, a line each, from the first entry of the log on.")
  private List<Path> files = List.of();

  @Option(
      names = "--known",
      paramLabel = "FILE|DIR",
      description = "A rule pack that was in force and is not shipped, or a folder of such packs.")
  private List<Path> known = List.of();

  @Option(names = "--pack", paramLabel = "FILE", description = "The rule pack to try.")
  private @Nullable Path pack;

  @Option(names = "--from", paramLabel = "TIME", description = "With --pack: from this instant on.")
  private Instant from = Instant.EPOCH;

  @Option(names = "--to", paramLabel = "TIME", description = "With --pack: before this instant.")
  private Instant to = Instant.ofEpochMilli(Long.MAX_VALUE >> 12);

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("replay", String.join(" ", names()));
    try {
      replay(report);
    } catch (NoSuchFileException e) {
      report.cannotTell("file", e.getMessage() + ": no such file");
    } catch (IOException e) {
      report.cannotTell("file", "cannot be read: " + e.getClass().getSimpleName());
    } catch (InvalidPackException e) {
      report.cannotTell("pack", "is no rule pack: " + e.getMessage());
    } catch (MalformedEntriesException e) {
      report.cannotTell("entries", String.valueOf(e.getMessage()));
    }
    return report.print(console.out(), console.form(json));
  }

  private List<String> names() {
    return files.stream().map(Path::toString).toList();
  }

  private void replay(CheckReport report)
      throws IOException, InvalidPackException, MalformedEntriesException {
    PackFiles shelf = PackFiles.of(known);
    Path other = pack;
    OpenedEntries entries = new OpenedEntries();
    LoggedKeys keys = new LoggedKeys();
    if (other == null) {
      audit(report, shelf, entries, keys);
    } else {
      tryOut(report, shelf.add(other), entries, keys);
    }
  }

  private void audit(CheckReport report, PackFiles shelf, OpenedEntries entries, LoggedKeys keys)
      throws IOException, MalformedEntriesException {
    DecisionAudit audit = new DecisionAudit(shelf, keys);
    long[] named = {0};
    for (Path file : files) {
      entries.read(
          file,
          (event, internal) -> {
            keys.learn(event);
            // Behind an entry that is not shown, facts may be missing.
            if (entries.outside() > 0) {
              return;
            }
            audit
                .accept(event, internal)
                .filter(finding -> finding.verdict() != DecisionAudit.Verdict.HOLDS)
                .filter(finding -> named[0]++ < NAMED)
                .ifPresent(finding -> tell(report, finding, entries.lacksFacts()));
          });
    }
    Map<DecisionAudit.Verdict, Long> counts = audit.counts();
    long held = counts.getOrDefault(DecisionAudit.Verdict.HOLDS, 0L);
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    report.note("entries", entries.count() + " read");
    report.fact("entries", entries.count());
    report.fact("decisions", all);
    report.fact("same", held);
    outside(report, entries);
    if (entries.withheld() > 0) {
      report.cannotTell("bodies", entries.withheld() + " entries do not show their body");
    }
    if (held == all) {
      report.holds("decisions", held + " decided anew with the same outcome");
    } else {
      report.note("decisions", "%d of %d decided anew with the same outcome".formatted(held, all));
    }
  }

  private static void outside(CheckReport report, OpenedEntries entries) {
    if (entries.outside() > 0) {
      report.cannotTell(
          "scope", entries.outside() + " entries are outside the engagement, and not shown");
    }
  }

  /** Behind a fact that is not shown nobody is accused: the rules may have had it. */
  private static void tell(CheckReport report, DecisionAudit.Finding finding, boolean lacksFacts) {
    String detail =
        "entry %d: %s: %s"
            .formatted(
                finding.index(),
                finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                String.join(", ", finding.details()));
    if (lacksFacts || finding.verdict() == DecisionAudit.Verdict.CANNOT_TELL) {
      report.cannotTell("decision", detail);
    } else {
      report.fails("decision", detail);
    }
  }

  private void tryOut(CheckReport report, Pack other, OpenedEntries entries, LoggedKeys keys)
      throws IOException, MalformedEntriesException {
    WhatIf whatIf = new WhatIf(other, from.toEpochMilli(), to.toEpochMilli(), keys);
    for (Path file : files) {
      entries.read(
          file,
          (event, internal) -> {
            keys.learn(event);
            if (entries.outside() > 0) {
              return;
            }
            whatIf.accept(event, internal);
          });
    }
    WhatIfReport found = whatIf.report();
    report.note("pack", "%s version %d".formatted(found.pack(), found.version()));
    report.note("digest", found.digest().hex());
    report.note("entries", entries.count() + " read");
    report.fact("pack", found.pack());
    report.fact("digest", found.digest().hex());
    report.fact("entries", entries.count());
    report.fact("unreadable", found.unreadable());
    outside(report, entries);
    report.fact("totals", counts(found.totals()));
    rows(report, "rule", "byRule", found.byRule());
    rows(report, "discloser", "byDiscloser", found.byDiscloser());
    rows(report, "recipient", "byRecipient", found.byRecipient());
    rows(report, "month", "byMonth", found.byMonth());
    report.note("totals", words(found.totals()));
    if (found.addsUp()) {
      report.holds("sums", found.totals().decisions() + " decisions, each counted once");
    } else {
      report.fails("sums", "the groupings do not add up to the totals");
    }
    if (found.unreadable() > 0) {
      report.cannotTell("unreadable", found.unreadable() + " decisions tell too little");
    }
  }

  private static void rows(
      CheckReport report, String name, String fact, SortedMap<String, WhatIfReport.Row> rows) {
    Map<String, Object> facts = new LinkedHashMap<>();
    rows.forEach(
        (key, row) -> {
          report.note(name, key + ": " + words(row));
          facts.put(key, counts(row));
        });
    report.fact(fact, facts);
  }

  private static String words(WhatIfReport.Row row) {
    return "%d decisions: %d unchanged, %d newly refused, %d newly permitted, %d refused otherwise,"
            .formatted(
                row.decisions(),
                row.of(Change.NONE),
                row.of(Change.NEWLY_REFUSED),
                row.of(Change.NEWLY_PERMITTED),
                row.of(Change.OTHERWISE_REFUSED))
        + " %d with other categories, %d at another fee"
            .formatted(row.of(Change.OTHER_CATEGORIES), row.of(Change.OTHER_FEE));
  }

  private static Map<String, Object> counts(WhatIfReport.Row row) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("decisions", row.decisions());
    counts.put("unchanged", row.of(Change.NONE));
    counts.put("newlyRefused", row.of(Change.NEWLY_REFUSED));
    counts.put("newlyPermitted", row.of(Change.NEWLY_PERMITTED));
    counts.put("otherwiseRefused", row.of(Change.OTHERWISE_REFUSED));
    counts.put("otherCategories", row.of(Change.OTHER_CATEGORIES));
    counts.put("otherFee", row.of(Change.OTHER_FEE));
    return counts;
  }
}

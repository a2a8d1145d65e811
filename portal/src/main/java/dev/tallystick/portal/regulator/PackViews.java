package dev.tallystick.portal.regulator;

import dev.tallystick.portal.document.ReplayedCounts;
import dev.tallystick.portal.document.ReplayedRow;
import dev.tallystick.portal.document.ReplayedTraffic;
import dev.tallystick.portal.document.ShelvedPack;
import dev.tallystick.portal.document.ShelvedPacks;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes packs, and what they would have made of past traffic, readable. */
public final class PackViews {
  private final ReaderText text;
  private final RegulatorMessages say;

  PackViews(ReaderText text) {
    this.text = text;
    this.say = Bundles.get(RegulatorMessages.class, text.locale());
  }

  /**
   * A rule pack.
   *
   * @param since from when on it decides; empty if it does not
   * @param difference the page with what has changed since the one before it; empty without one
   */
  public record PackView(
      String id, String title, String digest, String meant, List<String> since, String difference) {
    /** Copies the list. */
    public PackView {
      since = List.copyOf(since);
    }
  }

  /** What would have been decided otherwise, in numbers. */
  public record ReplayView(String sums, List<Table> tables) {
    /** Copies the list. */
    public ReplayView {
      tables = List.copyOf(tables);
    }
  }

  /** Numbers by rule, party or month. */
  public record Table(String title, List<Counts> rows) {
    /** Copies the list. */
    public Table {
      rows = List.copyOf(rows);
    }
  }

  /** How many decisions would have been how. */
  public record Counts(
      String key,
      String decisions,
      String unchanged,
      String newlyRefused,
      String newlyPermitted,
      String other) {}

  List<PackView> of(ShelvedPacks.Partial answer) {
    List<ShelvedPack.Partial> packs = answer.packs();
    List<PackView> views = new ArrayList<>();
    for (ShelvedPack.Partial pack : packs) {
      views.add(
          new PackView(
              pack.pack().orElse("?") + " " + pack.version().orElse(0),
              pack.title().orElse(""),
              pack.digest().orElse(""),
              pack.effectiveFrom().map(text::dayOfInstant).orElse(""),
              pack.activations().stream().map(text::dayOfInstant).toList(),
              before(pack, packs)
                  .flatMap(ShelvedPack.Partial::digest)
                  .map(
                      from ->
                          "/regulator/packs/difference?from="
                              + from
                              + "&to="
                              + pack.digest().orElse(""))
                  .orElse("")));
    }
    return views;
  }

  /** The one of its family that was meant to decide just before it. */
  private static Optional<ShelvedPack.Partial> before(
      ShelvedPack.Partial pack, List<ShelvedPack.Partial> packs) {
    ShelvedPack.Partial found = null;
    for (ShelvedPack.Partial other : packs) {
      boolean isEarlier =
          other.family().equals(pack.family()) && key(other).compareTo(key(pack)) < 0;
      if (isEarlier && (found == null || key(other).compareTo(key(found)) > 0)) {
        found = other;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String key(ShelvedPack.Partial pack) {
    return pack.effectiveFrom().orElse("") + " %09d".formatted(pack.version().orElse(0));
  }

  ReplayView of(ReplayedTraffic.Partial report) {
    long decisions = report.totals().map(all -> all.decisions().orElse(0)).orElse(0L);
    long unchanged = report.totals().map(all -> all.unchanged().orElse(0)).orElse(0L);
    return new ReplayView(
        say.replaySums(
            text.number(decisions),
            text.number(decisions - unchanged),
            text.number(report.unreadable().orElse(0))),
        List.of(
            new Table(say.byRule(), rows(report.byRule())),
            new Table(say.byDiscloser(), rows(report.byDiscloser())),
            new Table(say.byRecipient(), rows(report.byRecipient())),
            new Table(say.byMonth(), rows(report.byMonth()))));
  }

  private List<Counts> rows(List<ReplayedRow.Partial> rows) {
    return rows.stream()
        .filter(row -> row.counts().isPresent())
        .map(row -> counts(row.key().orElse("?"), row.counts().get()))
        .toList();
  }

  private Counts counts(String key, ReplayedCounts.Partial counts) {
    return new Counts(
        key,
        text.number(counts.decisions().orElse(0)),
        text.number(counts.unchanged().orElse(0)),
        text.number(counts.newlyRefused().orElse(0)),
        text.number(counts.newlyPermitted().orElse(0)),
        text.number(
            counts.otherwiseRefused().orElse(0)
                + counts.otherCategories().orElse(0)
                + counts.otherFee().orElse(0)));
  }
}

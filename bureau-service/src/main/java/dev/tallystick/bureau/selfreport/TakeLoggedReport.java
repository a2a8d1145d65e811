package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.selfreport.SelfReportRepository.IndexedAt;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.Body;
import dev.tallystick.events.type.IdentityLinked;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.events.type.SelfReportIssued;
import dev.tallystick.producer.FeedEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes from the log what reports are counted by: reports, and which tokens are one person's. For
 * each bureau from the beginning of the log on, also if it is enlisted later than others.
 */
@Singleton
class TakeLoggedReport {
  /** What is followed. */
  static final Set<String> TYPES =
      Set.of(SelfReportIssued.SHORT_NAME, IdentityLinked.SHORT_NAME, IdentityUnlinked.SHORT_NAME);

  private static final String REPORT_GUARD = "self-report/";
  private static final String IDENTITY_GUARD = "identity/";

  private final SelfReportOutcomes outcomes;
  private final SelfReportRepository reports;
  private final PersonLinkRepository links;
  private final SelfReportCursorRepository cursors;
  private final BureauRepository bureaus;

  /** Those for which the log was read, by this process, from their cursors on. */
  private final Set<BureauId> taking = ConcurrentHashMap.newKeySet();

  TakeLoggedReport(
      SelfReportOutcomes outcomes,
      SelfReportRepository reports,
      PersonLinkRepository links,
      SelfReportCursorRepository cursors,
      BureauRepository bureaus) {
    this.outcomes = outcomes;
    this.reports = reports;
    this.links = links;
    this.cursors = cursors;
    this.bureaus = bureaus;
  }

  /** Whether entries are taken for the bureau. */
  boolean isFor(BureauId bureau) {
    return taking.contains(bureau);
  }

  /** Up to where everything was taken for the bureau. */
  long position(BureauId bureau) {
    return cursors.begin(bureau);
  }

  /** From now on entries are taken for the bureau; the next one is the one after its position. */
  void begin(BureauId bureau) {
    taking.add(bureau);
  }

  /** As {@link #begin}, for every bureau that there is. Returns up to where all was taken. */
  long beginAll() {
    List<BureauId> all = bureaus.all();
    long position = all.stream().mapToLong(this::position).min().orElse(-1);
    taking.addAll(all);
    return position;
  }

  void take(FeedEntry entry) {
    if (entry.stub().type().equals(SelfReportIssued.NAME)) {
      Optional<Body> body = entry.readBody();
      List<String> person = moved(entry, REPORT_GUARD);
      if (body.isPresent() && !person.isEmpty()) {
        count(entry, body.get(), person.get(0));
      }
    } else {
      List<String> labels = moved(entry, IDENTITY_GUARD);
      if (labels.size() == 2) {
        link(entry, new PersonLinkRepository.Pair(labels.get(0), labels.get(1)));
      }
    }
    taking.forEach(bureau -> cursors.advance(bureau, entry.index()));
  }

  /** The labels of persons whose guards an entry moves; a stub tells them for ever. */
  private static List<String> moved(FeedEntry entry, String prefix) {
    return entry.stub().advances().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(key.lastIndexOf('/') + 1))
        .toList();
  }

  private void link(FeedEntry entry, PersonLinkRepository.Pair labels) {
    boolean linked = entry.stub().type().equals(IdentityLinked.NAME);
    taking.forEach(bureau -> links.note(bureau, entry.index(), labels, linked));
  }

  private void count(FeedEntry entry, Body body, String person) {
    SelfReportIssued issued = SelfReportIssued.read(body.data());
    BureauId bureau = new BureauId(issued.bureau());
    if (bureaus.has(bureau)) {
      outcomes.logged(body.id(), body.subject().orElseThrow(), issued, entry.index());
      reports.learn(
          bureau,
          body.id(),
          person,
          Math.toIntExact(issued.year()),
          new IndexedAt(entry.index(), Instant.ofEpochMilli(entry.recordedMillis())));
    }
  }
}

package dev.tallystick.rules.state;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePSet;
import org.pcollections.TreePVector;

/** What was released, in a snapshot. */
final class ExchangeForm {
  private ExchangeForm() {}

  static void write(SnapshotOut out, Exchange exchange) throws IOException {
    Entries.write(out, exchange.releases(), (id, release) -> write(out, release));
    Entries.write(out, exchange.charges(), (key, events) -> list(out, key, events));
    Entries.write(
        out,
        exchange.uses(),
        (consent, uses) -> {
          out.id(consent);
          out.wide(uses.total());
          out.number(uses.times().length);
          for (long time : uses.times()) {
            out.wide(time);
          }
        });
    Entries.write(out, exchange.underConsent(), (key, events) -> list(out, key, events));
    Entries.write(
        out,
        exchange.loans(),
        (id, loan) -> {
          out.id(id);
          write(out, loan);
        });
  }

  static Exchange read(SnapshotIn in) throws IOException {
    TrieMap.Filling<LogId, Release> releases = new TrieMap.Filling<>();
    Entries.read(in, () -> put(releases, release(in)));
    TrieMap.Filling<LogId, LogId[]> charges = new TrieMap.Filling<>();
    Entries.read(in, () -> charges.put(in.id(), list(in)));
    TrieMap.Filling<LogId, Uses> uses = new TrieMap.Filling<>();
    Entries.read(in, () -> uses.put(in.id(), uses(in)));
    TrieMap.Filling<LogId, LogId[]> underConsent = new TrieMap.Filling<>();
    Entries.read(in, () -> underConsent.put(in.id(), list(in)));
    TrieMap.Filling<LogId, Loan> loans = new TrieMap.Filling<>();
    Entries.read(in, () -> loans.put(in.id(), loan(in)));
    return new Exchange(
        releases.filled(), charges.filled(), uses.filled(), underConsent.filled(), loans.filled());
  }

  private static void put(TrieMap.Filling<LogId, Release> releases, Release release) {
    releases.put(release.key(), release);
  }

  private static Uses uses(SnapshotIn in) throws IOException {
    long total = in.wide();
    return new Uses(total, in.all(in::wide).stream().mapToLong(Long::longValue).toArray());
  }

  private static void list(SnapshotOut out, LogId key, LogId[] events) throws IOException {
    out.id(key);
    out.all(List.of(events), out::id);
  }

  private static LogId[] list(SnapshotIn in) throws IOException {
    return in.all(in::id).toArray(LogId[]::new);
  }

  private static void write(SnapshotOut out, Release release) throws IOException {
    out.id(release.key());
    out.wide(release.index());
    out.wide(release.recordedMillis());
    out.text(release.subject());
    out.once(release.text(), text -> write(out, text));
    out.all(
        release.consents(),
        ref -> {
          out.text(ref.id());
          out.wide(ref.version());
        });
    out.perhaps(release.fee().flatMap(Fee::dedupOf), out::text);
    out.all(List.of(release.parentKeys()), out::id);
    Release.Fate fate = release.fate();
    out.all(fate.undelivered(), out::text);
    out.all(fate.voided(), out::text);
    out.all(fate.reversals(), cause -> out.perhaps(cause, out::text));
    out.flag(fate.destroyed());
  }

  private static Release release(SnapshotIn in) throws IOException {
    LogId event = in.id();
    Release.Place place = new Release.Place(in.wide(), in.wide());
    String subject = Shared.one(in.text());
    return new Release(
        event,
        place,
        in.once(Release.Text.class, () -> text(in)),
        new Release.Own(
            subject,
            in.all(() -> new ConsentRef(in.text(), in.wide())),
            in.perhaps(in::text).orElse(null),
            list(in)),
        Release.Fate.of(
            HashTreePSet.from(in.all(in::text)),
            HashTreePSet.from(in.all(in::text)),
            TreePVector.<Optional<String>>from(in.all(() -> in.perhaps(in::text))),
            in.flag()));
  }

  private static void write(SnapshotOut out, Release.Text text) throws IOException {
    out.word(text.step());
    out.word(text.from());
    out.word(text.to());
    out.word(text.purpose());
    out.words(text.categories());
    out.word(text.product());
    out.perhaps(text.fee(), fee -> write(out, fee));
  }

  private static Release.Text text(SnapshotIn in) throws IOException {
    return new Release.Text(
        in.word(),
        in.word(),
        in.word(),
        in.word(),
        in.words(),
        in.optionalWord(),
        in.perhaps(() -> fee(in)));
  }

  private static void write(SnapshotOut out, Fee fee) throws IOException {
    out.wide(fee.amount());
    out.word(fee.currency());
    out.word(fee.tariff());
    out.word(fee.line());
    out.perhaps(fee.dedupOf(), out::text);
  }

  private static Fee fee(SnapshotIn in) throws IOException {
    return new Fee(in.wide(), in.word(), in.word(), in.word(), in.perhaps(in::text));
  }

  private static void write(SnapshotOut out, Loan loan) throws IOException {
    out.text(loan.id());
    out.word(loan.kind());
    out.text(loan.subject());
    out.word(loan.lender());
    out.word(loan.bureau());
    out.flag(loan.open());
  }

  private static Loan loan(SnapshotIn in) throws IOException {
    return new Loan(in.text(), in.word(), in.text(), in.word(), in.word(), in.flag());
  }
}

package dev.tallystick.rules.state;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePSet;
import org.pcollections.PVector;
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
        (consent, times) -> {
          out.text(consent);
          out.all(times, out::wide);
        });
    Entries.write(out, exchange.underConsent(), (key, events) -> list(out, key, events));
    Entries.write(out, exchange.loans(), (id, loan) -> write(out, loan));
  }

  static Exchange read(SnapshotIn in) throws IOException {
    TrieMap.Filling<String, Release> releases = new TrieMap.Filling<>();
    Entries.read(in, () -> put(releases, release(in)));
    TrieMap.Filling<String, PVector<String>> charges = new TrieMap.Filling<>();
    Entries.read(in, () -> charges.put(in.text(), TreePVector.from(in.all(in::text))));
    TrieMap.Filling<String, PVector<Long>> uses = new TrieMap.Filling<>();
    Entries.read(in, () -> uses.put(in.text(), TreePVector.from(in.all(in::wide))));
    TrieMap.Filling<String, PVector<String>> underConsent = new TrieMap.Filling<>();
    Entries.read(in, () -> underConsent.put(in.text(), TreePVector.from(in.all(in::text))));
    TrieMap.Filling<String, Loan> loans = new TrieMap.Filling<>();
    Entries.read(in, () -> put(loans, loan(in)));
    return new Exchange(
        releases.filled(), charges.filled(), uses.filled(), underConsent.filled(), loans.filled());
  }

  private static void put(TrieMap.Filling<String, Release> releases, Release release) {
    releases.put(release.event(), release);
  }

  private static void put(TrieMap.Filling<String, Loan> loans, Loan loan) {
    loans.put(loan.id(), loan);
  }

  private static void list(SnapshotOut out, String key, PVector<String> events) throws IOException {
    out.text(key);
    out.all(events, out::text);
  }

  private static void write(SnapshotOut out, Release release) throws IOException {
    out.text(release.event());
    out.wide(release.index());
    out.wide(release.recordedMillis());
    out.word(release.step());
    out.text(release.subject());
    out.word(release.from());
    out.word(release.to());
    out.word(release.purpose());
    out.words(release.categories());
    out.all(
        release.consents(),
        ref -> {
          out.text(ref.id());
          out.wide(ref.version());
        });
    out.word(release.product());
    out.perhaps(release.fee(), fee -> write(out, fee));
    out.all(release.undelivered(), out::text);
    out.all(release.voided(), out::text);
    out.all(release.reversals(), cause -> out.perhaps(cause, out::text));
    out.flag(release.destroyed());
  }

  private static Release release(SnapshotIn in) throws IOException {
    return new Release(
        in.text(),
        in.wide(),
        in.wide(),
        in.word(),
        in.text(),
        in.word(),
        in.word(),
        in.word(),
        in.words(),
        List.copyOf(in.all(() -> new ConsentRef(in.text(), in.wide()))),
        in.optionalWord(),
        in.perhaps(() -> fee(in)),
        HashTreePSet.from(in.all(in::text)),
        HashTreePSet.from(in.all(in::text)),
        TreePVector.<Optional<String>>from(in.all(() -> in.perhaps(in::text))),
        in.flag());
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

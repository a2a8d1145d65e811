package dev.tallystick.vault.release;

import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.record.ReleasableRecords;
import dev.tallystick.vault.record.SourceHolding;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/** The one look into the database before anything is decided about a request. */
@Singleton
final class RequestedSources {
  private final ReleaseRequestRepository requests;
  private final ReleasableRecords records;
  private final PackCalendar calendar;

  RequestedSources(
      ReleaseRequestRepository requests, ReleasableRecords records, PackCalendar calendar) {
    this.requests = requests;
    this.records = records;
    this.calendar = calendar;
  }

  /**
   * What is found of a request.
   *
   * @param known whether it was sent before, under the same key
   * @param holdings whose records it is about; of a new one to a bureau only
   */
  record Found(boolean known, List<SourceHolding> holdings) {
    Found {
      holdings = List.copyOf(holdings);
    }
  }

  /** Whether a request was sent before; no record is looked for. */
  boolean isKnown(ReleaseRequestRepository.Key key) {
    return requests.isKnown(key);
  }

  /** Whether it was sent before, and whose records it is about, in one transaction. */
  Found find(ReleaseRequestRepository.Key key, ReleaseRequest request) {
    LocalDate today = today();
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                requests.isKnown(key)
                    ? new Found(true, List.of())
                    : new Found(false, holdings(request, today)));
  }

  /** Whose records a request is about, by now. */
  List<SourceHolding> holdings(ReleaseRequest request) {
    LocalDate today = today();
    return QuarkusTransaction.requiringNew().call(() -> holdings(request, today));
  }

  private List<SourceHolding> holdings(ReleaseRequest request, LocalDate today) {
    return records.holdings(request.subject(), request.categories(), request.from(), today);
  }

  /** The day by which it is judged what has expired; may ask for the rule pack. */
  LocalDate today() {
    return calendar.today();
  }
}

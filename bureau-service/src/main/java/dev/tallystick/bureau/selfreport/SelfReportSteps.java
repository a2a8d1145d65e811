package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.acknowledgement.AcknowledgementRepository;
import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The steps of a self report, each one commit. */
@Singleton
class SelfReportSteps {
  private final SelfReportRepository reports;
  private final AcknowledgementRepository acknowledgements;
  private final LogWriter log;

  SelfReportSteps(
      SelfReportRepository reports, AcknowledgementRepository acknowledgements, LogWriter log) {
    this.reports = reports;
    this.acknowledgements = acknowledgements;
    this.log = log;
  }

  /** The releases are here, and will be acknowledged whatever comes of them. */
  @Transactional
  @AsBureau
  void sourced(BureauId bureau, List<Source> sources, Instant now) {
    acknowledgements.add(bureau, sources, now);
  }

  /** The log has the report: it counts, and what it was made of is told to be gone. */
  @Transactional
  @AsBureau
  void logged(BureauId bureau, EventId event, long index, List<Event> destroyed) {
    if (reports.markLogged(bureau, event, index)) {
      destroyed.forEach(log::store);
    }
  }

  /** There is no report: what it would have been made of is told to be gone. */
  @Transactional
  @AsBureau
  void abandoned(BureauId bureau, List<Event> destroyed) {
    destroyed.forEach(log::store);
  }
}

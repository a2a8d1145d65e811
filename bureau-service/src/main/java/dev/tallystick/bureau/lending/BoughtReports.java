package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Stub;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The reports that a lender has bought, as the log has their sales. This service keeps no row of a
 * sale in which the person stands, so the log is asked. Blocks; not in a transaction.
 */
@Singleton
final class BoughtReports {
  private final LogWriter log;
  private final BureauRepository bureaus;

  BoughtReports(LogWriter log, BureauRepository bureaus) {
    this.log = log;
    this.bureaus = bureaus;
  }

  /**
   * Several reports of one bureau about one person.
   *
   * @param releases the entries of their sales, one at least
   * @throws BureauProblem if the lender has not bought each of them, if they are of several bureaus
   *     or people, or if the log does not answer
   */
  List<BoughtReport> require(String lender, Collection<String> releases) {
    List<BoughtReport> reports =
        new TreeSet<>(releases)
            .stream().map(release -> require(lender, EventId.fromString(release))).toList();
    boolean isOneMatter =
        reports.stream().map(BoughtReport::bureau).distinct().count() == 1
            && reports.stream().map(BoughtReport::subject).distinct().count() == 1;
    if (!isOneMatter) {
      throw BureauProblem.ofField(
          BureauProblemCode.REPORTS_DIFFER, "releases", "of one bureau, about one person");
    }
    return reports;
  }

  private BoughtReport require(String lender, EventId release) {
    LookUp answer = log.receiptOf(release);
    if (answer instanceof LookUp.Unavailable) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    Optional<BoughtReport> found =
        answer instanceof LookUp.Found logged
            ? sale(lender, release, logged.receipt().opening())
            : Optional.empty();
    // Another lender's report is not told from one that never was.
    return found.orElseThrow(() -> new BureauProblem(BureauProblemCode.REPORT_UNKNOWN));
  }

  /** The sale in an entry; empty if it is another entry, is erased, or was to somebody else. */
  private Optional<BoughtReport> sale(String lender, EventId release, Opening opening) {
    if (opening.stub().value().isEmpty() || opening.body().value().isEmpty()) {
      return Optional.empty();
    }
    try {
      Stub stub = Stub.parse(opening.stub().value().get());
      Body body = Body.parse(opening.body().value().get());
      return stub.type().equals(DataReleased.NAME) && body.id().equals(release)
          ? sale(lender, stub, body)
          : Optional.empty();
    } catch (InvalidEventException e) {
      throw new IllegalStateException("the log holds an event that is none: " + release, e);
    }
  }

  private Optional<BoughtReport> sale(String lender, Stub stub, Body body) {
    DataReleased sold = DataReleased.read(body.data());
    boolean isTheirs =
        sold.step() == DataReleased.Step.RELEASE_2
            && sold.to().equals(lender)
            && BureauId.isForm(sold.from())
            && bureaus.has(new BureauId(sold.from()));
    if (!isTheirs || sold.inquiry().isEmpty() || body.subject().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BoughtReport(
            body.id(),
            new BureauId(sold.from()),
            body.subject().get(),
            sold.inquiry().get().value(),
            sold.consents().stream()
                .map(ConsentRef::id)
                .map(Object::toString)
                .collect(Collectors.toUnmodifiableSet()),
            stub.guards().stream()
                .collect(Collectors.toUnmodifiableMap(GuardVersion::key, GuardVersion::version))));
  }
}

package dev.tallystick.vault.release;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.ReleasableRecords;
import dev.tallystick.vault.record.SourceHolding;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Settles a verified request: each source is released from, or left out with its refusal. */
@Singleton
final class SettleRequest {
  private static final String BUREAU = "BUREAU";

  private final ReleaseRequestRepository requests;
  private final ReleasableRecords records;
  private final SourceRelease source;
  private final ParallelTasks tasks;
  private final PackCalendar calendar;

  SettleRequest(
      ReleaseRequestRepository requests,
      ReleasableRecords records,
      SourceRelease source,
      ParallelTasks tasks,
      PackCalendar calendar) {
    this.requests = requests;
    this.records = records;
    this.source = source;
    this.tasks = tasks;
    this.calendar = calendar;
  }

  /**
   * Settles it.
   *
   * @param done the releases that were logged when it was sent before
   */
  ReleaseAnswer settle(
      VerifiedReleaseRequest wanted, DirectoryParty issuer, List<SealedRelease> done) {
    boolean toBureau = issuer.role().equals(BUREAU) && wanted.request().to().equals(issuer.id());
    ReleaseAnswer answer = toBureau ? toBureau(wanted, done) : elsewhere(wanted);
    requests.answer(wanted.row(), answer.omitted());
    return answer;
  }

  private ReleaseAnswer toBureau(VerifiedReleaseRequest wanted, List<SealedRelease> done) {
    ReleaseRequest request = wanted.request();
    if (request.endUse().purpose().isEmpty()) {
      throw malformed("endPurpose");
    }
    Map<String, SealedRelease> bySource =
        done.stream().collect(Collectors.toMap(SealedRelease::from, Function.identity()));
    LocalDate today = calendar.today();
    List<SourceHolding> holdings =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    records.holdings(
                        request.subject(), request.categories(), request.from(), today));
    requests.lease(wanted.row());
    List<SourceRelease.Outcome> outcomes =
        tasks.each(
            holdings,
            holding -> {
              SealedRelease earlier = bySource.get(holding.source());
              return earlier != null
                  ? SourceRelease.Outcome.of(earlier)
                  : source.release(wanted, holding);
            });
    List<SealedRelease> releases = outcomes.stream().flatMap(o -> o.release().stream()).toList();
    List<OmittedSource> omitted = outcomes.stream().flatMap(o -> o.omission().stream()).toList();
    return new ReleaseAnswer(releases, omitted);
  }

  /** Any other edge: judged, logged when refused, and never carried out here. */
  private ReleaseAnswer elsewhere(VerifiedReleaseRequest wanted) {
    ReleaseRequest request = wanted.request();
    if (request.from().isEmpty()) {
      throw malformed("from");
    }
    List<OmittedSource> omitted = new ArrayList<>();
    for (String from : request.from()) {
      Ruling ruling = source.judge(wanted, from);
      if (ruling instanceof Ruling.Denied denied) {
        omitted.add(new OmittedSource(from, denied));
      } else {
        throw new VaultProblem(VaultProblemCode.RELEASE_NOT_OFFERED);
      }
    }
    return new ReleaseAnswer(List.of(), omitted);
  }

  private static VaultProblem malformed(String field) {
    return VaultProblem.ofStatement(StatementRefusal.REQUEST_MALFORMED, field, "must be there");
  }
}

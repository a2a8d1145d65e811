package dev.tallystick.vault.release;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.events.EventId;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.SourceHolding;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Settles a verified request: each source is released from, or left out with its refusal.
 *
 * <p>All sources are decided about before anything is stored. What is permitted is stored in one
 * commit, on disk before the log can have seen any of it, and appended in one request. What follows
 * from the log's answers is one more commit, which need not be on disk when the payloads leave:
 * after a crash the receipts are looked up by what was stored first.
 */
@Singleton
final class SettleRequest {
  private static final Logger LOG = Logger.getLogger(SettleRequest.class);
  private static final String BUREAU = "BUREAU";

  /** How often a source is decided about, if what the decision rested on has moved. */
  private static final int TRIES = 2;

  private static final int CONFLICT = 409;

  private final RequestedSources sources;
  private final SourceDecisions decisions;
  private final IntendReleases intents;
  private final AppendReleases log;
  private final ReleaseSteps steps;

  SettleRequest(
      RequestedSources sources,
      SourceDecisions decisions,
      IntendReleases intents,
      AppendReleases log,
      ReleaseSteps steps) {
    this.sources = sources;
    this.decisions = decisions;
    this.intents = intents;
    this.log = log;
    this.steps = steps;
  }

  /**
   * Looks whether a request was sent before, and if not, whose records it is about.
   *
   * @throws VaultProblem if it lacks something that is needed to settle it
   */
  RequestedSources.Found find(
      ReleaseRequestRepository.Key key, ReleaseRequest request, DirectoryParty issuer) {
    if (!isToBureau(request, issuer)) {
      return new RequestedSources.Found(sources.isKnown(key), List.of());
    }
    return sources.find(key, request);
  }

  /** Settles a request that is sent for the first time. */
  ReleaseAnswer settle(
      VerifiedReleaseRequest wanted, DirectoryParty issuer, List<SourceHolding> holdings) {
    return isToBureau(wanted.request(), issuer)
        ? release(wanted, holdings, List.of())
        : elsewhere(wanted);
  }

  /**
   * Settles a request that was sent before and not settled then.
   *
   * @param done the releases of it that are logged
   */
  ReleaseAnswer goOn(
      VerifiedReleaseRequest wanted, DirectoryParty issuer, List<SealedRelease> done) {
    return isToBureau(wanted.request(), issuer)
        ? release(wanted, sources.holdings(wanted.request()), done)
        : elsewhere(wanted);
  }

  /** Counts that the payloads of an earlier answer are about to be written again. */
  void attemptAgain(ReleaseAnswer answer) {
    steps.attempt(answer.events());
  }

  private static boolean isToBureau(ReleaseRequest request, DirectoryParty issuer) {
    boolean toBureau = issuer.role().equals(BUREAU) && request.to().equals(issuer.id());
    if (toBureau && request.endUse().purpose().isEmpty()) {
      throw malformed("endPurpose");
    }
    return toBureau;
  }

  /** A request while it is settled: what has become of its sources. For one thread. */
  private static final class Progress {
    private VerifiedReleaseRequest wanted;
    private List<SourceHolding> open;
    private final List<SealedRelease> logged = new ArrayList<>();
    private final List<SealedRelease> earlier;
    private final List<OmittedSource> omitted = new ArrayList<>();
    private List<EventId> refused = List.of();

    private Progress(
        VerifiedReleaseRequest wanted, List<SourceHolding> holdings, List<SealedRelease> done) {
      this.wanted = wanted;
      Map<String, SealedRelease> bySource =
          done.stream().collect(Collectors.toMap(SealedRelease::from, Function.identity()));
      this.open =
          holdings.stream().filter(holding -> !bySource.containsKey(holding.source())).toList();
      this.earlier =
          holdings.stream()
              .flatMap(holding -> Optional.ofNullable(bySource.get(holding.source())).stream())
              .toList();
    }

    private ReleaseSteps.Conclusion conclusion() {
      return new ReleaseSteps.Conclusion(logged, earlier, refused);
    }

    private boolean isStored() {
      return wanted.unstored().isEmpty();
    }
  }

  private ReleaseAnswer release(
      VerifiedReleaseRequest wanted, List<SourceHolding> holdings, List<SealedRelease> done) {
    Progress progress = new Progress(wanted, holdings, done);
    try {
      for (int tried = 0; tried < TRIES && !progress.open.isEmpty(); tried++) {
        tryOpen(progress);
      }
      progress.open.forEach(
          holding ->
              progress.omitted.add(
                  OmittedSource.of(holding.source(), "DECISION_OVERTAKEN", CONFLICT)));
      return conclude(progress);
    } catch (RuntimeException e) {
      breakOff(progress);
      throw e;
    }
  }

  /** Decides about the sources that are open, and releases from those that may. */
  private void tryOpen(Progress progress) {
    List<PermittedSource> permitted = new ArrayList<>();
    for (SourceDecisions.Decided decided :
        decisions.about(
            progress.wanted,
            progress.open.stream()
                .map(
                    holding ->
                        new SourceDecisions.Asked(
                            VerifiedReleaseRequest.TO_BUREAU,
                            holding.source(),
                            holding.categories()))
                .toList())) {
      if (decided.ruling() instanceof Ruling.Denied denied) {
        progress.omitted.add(new OmittedSource(decided.source(), denied));
      } else {
        permitted.add(new PermittedSource(decided.source(), (Permit) decided.ruling()));
      }
    }
    if (permitted.isEmpty()) {
      progress.open = List.of();
      return;
    }
    // Not before: the decisions may have taken until after midnight.
    LocalDate today = sources.today();
    List<IntendedRelease> intended =
        intents.intend(progress.wanted, permitted, progress.refused, today);
    progress.wanted = progress.wanted.stored();
    progress.refused = List.of();
    AppendReleases.Outcome outcome = log.append(intended);
    progress.logged.addAll(outcome.logged());
    progress.refused = outcome.refusedEvents();
    if (!outcome.complete()) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
    Set<String> again =
        outcome.refused().stream().map(SealedRelease::from).collect(Collectors.toSet());
    progress.open =
        progress.open.stream().filter(holding -> again.contains(holding.source())).toList();
  }

  /** The answer, once its commit says that nobody has taken a payload away meanwhile. */
  private ReleaseAnswer conclude(Progress progress) {
    progress.omitted.sort(Comparator.comparing(OmittedSource::from));
    if (!progress.isStored()) {
      intents.answerWithout(progress.wanted, progress.omitted);
      return new ReleaseAnswer(List.of(), progress.omitted);
    }
    Map<String, SealedRelease> releases = new TreeMap<>();
    progress.earlier.forEach(release -> releases.put(release.from(), release));
    Set<EventId> found =
        steps.conclude(progress.wanted.row(), progress.conclusion(), progress.omitted);
    List<EventId> othersFound = new ArrayList<>();
    for (SealedRelease release : progress.logged) {
      if (found.contains(release.event().id())) {
        releases.put(release.from(), release);
      } else {
        // Somebody else has found out before: what is stored by now decides.
        steps
            .find(release.event().id())
            .ifPresent(
                stored -> {
                  releases.put(stored.from(), stored);
                  othersFound.add(stored.event().id());
                });
      }
    }
    if (!othersFound.isEmpty()) {
      steps.attempt(othersFound);
    }
    return new ReleaseAnswer(List.copyOf(releases.values()), progress.omitted);
  }

  /**
   * What is stored goes on when the request is sent again, at the latest when its lease is over.
   */
  private void breakOff(Progress progress) {
    if (progress.isStored()) {
      try {
        steps.breakOff(progress.wanted.row(), progress.conclusion());
      } catch (RuntimeException e) {
        LOG.warnf(e, "request %s stays leased for a while", progress.wanted.row());
      }
    }
  }

  /** Any other edge: judged, logged when refused, and never carried out here. */
  private ReleaseAnswer elsewhere(VerifiedReleaseRequest wanted) {
    ReleaseRequest request = wanted.request();
    if (request.from().isEmpty()) {
      throw malformed("from");
    }
    List<OmittedSource> omitted = new ArrayList<>();
    for (SourceDecisions.Decided decided :
        decisions.about(
            wanted,
            request.from().stream()
                .map(
                    from ->
                        new SourceDecisions.Asked(
                            VerifiedReleaseRequest.OTHER_EDGE, from, request.categories()))
                .toList())) {
      if (decided.ruling() instanceof Ruling.Denied denied) {
        omitted.add(new OmittedSource(decided.source(), denied));
      } else {
        throw new VaultProblem(VaultProblemCode.RELEASE_NOT_OFFERED);
      }
    }
    intents.answerWithout(wanted, omitted);
    return new ReleaseAnswer(List.of(), omitted);
  }

  private static VaultProblem malformed(String field) {
    return VaultProblem.ofStatement(StatementRefusal.REQUEST_MALFORMED, field, "must be there");
  }
}

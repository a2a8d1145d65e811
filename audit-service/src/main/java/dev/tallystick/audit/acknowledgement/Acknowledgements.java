package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The use case: the recipient of a release confirms it, and the log keeps the confirmation, once.
 * Accepted however late, also after a withdrawal or an erasure. Blocks on the database;
 * thread-safe.
 */
public final class Acknowledgements {
  private static final String CHARGE = "charge/";

  private final AcknowledgementEvidence evidence;
  private final AcknowledgementClaimRepository claims;
  private final OwnEvents log;
  private final Clock clock;

  /** Checks against, and appends to, this log. */
  public Acknowledgements(
      AcknowledgementEvidence evidence,
      AcknowledgementClaimRepository claims,
      OwnEvents log,
      Clock clock) {
    this.evidence = evidence;
    this.claims = claims;
    this.log = log;
    this.clock = clock;
  }

  /** A statement with what is known of it so far; a step that finds a problem is its last. */
  private static final class Line {
    private final String jws;
    private @Nullable Acknowledgement said;
    private @Nullable CheckedAcknowledgement checked;
    private @Nullable Acknowledged outcome;

    private Line(String jws) {
      this.jws = jws;
    }

    private void step(Runnable step) {
      if (outcome == null) {
        try {
          step.run();
        } catch (DomainProblem e) {
          outcome = new Acknowledged.Refused(e);
        }
      }
    }

    private Stream<Acknowledgement> verified() {
      return Stream.ofNullable(said);
    }

    private Stream<CheckedAcknowledgement> open() {
      return outcome == null ? Stream.ofNullable(checked) : Stream.empty();
    }
  }

  /**
   * Logs each acknowledgement, or finds the one that its release has. One that is refused keeps no
   * other from being logged; what they rest on is looked up once for all, and they are appended
   * together.
   *
   * @return an outcome for each, in their order
   */
  List<Acknowledged> accept(List<String> statements, Presenter presenter) {
    AcknowledgementCheck check = new AcknowledgementCheck(evidence, clock, presenter);
    List<Line> lines = statements.stream().map(Line::new).toList();
    lines.forEach(line -> line.step(() -> line.said = check.verify(line.jws)));
    Map<EventId, StoredEntry> rows =
        entries(lines.stream().flatMap(Line::verified).map(AcknowledgementCheck::release).toList());
    for (Line line : lines) {
      line.verified()
          .forEach(
              said ->
                  line.step(
                      () ->
                          line.checked =
                              check.compare(
                                  said, line.jws, rows.get(AcknowledgementCheck.release(said)))));
    }
    logAll(lines);
    return lines.stream().map(line -> Optional.ofNullable(line.outcome).orElseThrow()).toList();
  }

  private Map<EventId, StoredEntry> entries(List<EventId> ids) {
    return evidence.entries().findAll(ids).stream()
        .collect(Collectors.toMap(StoredEntry::id, Function.identity()));
  }

  private void logAll(List<Line> lines) {
    List<EventId> releases =
        lines.stream().flatMap(Line::open).map(CheckedAcknowledgement::release).distinct().toList();
    if (releases.isEmpty()) {
      return;
    }
    Map<EventId, EventId> drawn = new LinkedHashMap<>();
    releases.forEach(release -> drawn.put(release, log.drawId()));
    Map<EventId, EventId> claimed = claims.claim(drawn);
    Map<EventId, StoredEntry> earlier = entries(List.copyOf(claimed.values()));
    Map<EventId, EventId> undelivered = evidence.deliveries().undelivered(releases);
    Map<EventId, AppendOutcome> outcomes = append(lines, claimed, earlier, undelivered);
    for (Line line : lines) {
      line.open()
          .forEach(
              checked ->
                  line.step(
                      () -> {
                        EventId id = Objects.requireNonNull(claimed.get(checked.release()));
                        StoredEntry first = earlier.get(id);
                        line.outcome =
                            first != null
                                ? new Acknowledged.Logged(id, first.index(), /* isNew= */ false)
                                : settle(
                                    checked,
                                    id,
                                    Objects.requireNonNull(outcomes.get(id)),
                                    undelivered);
                      }));
    }
  }

  /** Of several acknowledgements of one release the first is appended. */
  private Map<EventId, AppendOutcome> append(
      List<Line> lines,
      Map<EventId, EventId> claimed,
      Map<EventId, StoredEntry> earlier,
      Map<EventId, EventId> undelivered) {
    Map<EventId, OwnEvents.Saying> sayings = new LinkedHashMap<>();
    lines.stream()
        .flatMap(Line::open)
        .forEach(
            checked -> {
              EventId id = Objects.requireNonNull(claimed.get(checked.release()));
              if (!earlier.containsKey(id)) {
                sayings.putIfAbsent(id, saying(checked, id, undelivered));
              }
            });
    List<AppendOutcome> outcomes =
        sayings.isEmpty() ? List.of() : log.appendAll(List.copyOf(sayings.values()));
    Map<EventId, AppendOutcome> byId = new LinkedHashMap<>();
    List<EventId> ids = new ArrayList<>(sayings.keySet());
    for (int i = 0; i < ids.size(); i++) {
      byId.put(ids.get(i), outcomes.get(i));
    }
    return byId;
  }

  private OwnEvents.Saying saying(
      CheckedAcknowledgement checked, EventId id, Map<EventId, EventId> undelivered) {
    Optional<EventId> voided = Optional.ofNullable(undelivered.get(checked.release()));
    return new OwnEvents.Saying(
        id,
        checked.data(voided),
        checked.body().subject(),
        // A fee that was reversed counts again.
        voided.isPresent() ? charges(checked.row()) : List.of());
  }

  private Acknowledged settle(
      CheckedAcknowledgement checked,
      EventId id,
      AppendOutcome outcome,
      Map<EventId, EventId> undelivered) {
    if (outcome instanceof AppendOutcome.Logged logged) {
      return new Acknowledged.Logged(id, logged.index(), /* isNew= */ true);
    }
    if (outcome instanceof AppendOutcome.AlreadyLogged before) {
      return new Acknowledged.Logged(id, before.index(), /* isNew= */ false);
    }
    DomainProblem problem = ((AppendOutcome.Refused) outcome).problem();
    if (is(problem, AuditProblemCode.EVENT_ID_REUSED)) {
      return new Acknowledged.Logged(id, logged(id).index(), /* isNew= */ false);
    }
    if (!is(problem, AuditProblemCode.EVENT_ID_OUT_OF_RANGE)) {
      throw problem;
    }
    // Claimed days ago and never logged: recorded times do not go back, so it never will be.
    EventId next = claims.replace(checked.release(), id, log.drawId());
    return settle(
        checked,
        next,
        log.appendAll(List.of(saying(checked, next, undelivered))).get(0),
        undelivered);
  }

  private static boolean is(DomainProblem problem, AuditProblemCode code) {
    return problem instanceof AuditProblem own && own.is(code);
  }

  private List<String> charges(StoredEntry release) {
    return evidence.seal().openStub(release).advances().stream()
        .filter(key -> key.startsWith(CHARGE))
        .toList();
  }

  /** The entry of an acknowledgement that is logged. */
  StoredEntry logged(EventId id) {
    return evidence
        .entries()
        .find(id)
        .orElseThrow(() -> new LogStoreException("an entry that was confirmed is not there"));
  }
}

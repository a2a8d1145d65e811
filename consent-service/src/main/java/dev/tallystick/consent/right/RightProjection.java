package dev.tallystick.consent.right;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.RightFulfilled;
import dev.tallystick.events.type.RightKind;
import dev.tallystick.events.type.RightRefused;
import dev.tallystick.events.type.RightRequested;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which rights were asked for, as the log says, and how they were answered. Thread-safe. */
@Singleton
class RightProjection implements StateListener, DutySource {
  private final Map<String, Right> rights = new ConcurrentHashMap<>();
  private final Map<String, List<String>> bySubject = new ConcurrentHashMap<>();

  /**
   * A right that was asked for.
   *
   * @param status {@code requested}, {@code fulfilled} or {@code refused}
   * @param reason why it was refused, if it was
   * @param event the entry of the request; empty if the log no longer shows it
   */
  record Right(
      String id,
      String subject,
      String kind,
      String party,
      String dueOn,
      String status,
      Optional<String> reason,
      Optional<String> route,
      long index,
      String event) {

    private Right answered(String now, Optional<String> why, Optional<String> complaint) {
      return new Right(id, subject, kind, party, dueOn, now, why, complaint, index, event);
    }

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "Right[" + id + " " + status + "]";
    }
  }

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case RightRequested.NAME ->
          LoggedData.read(event, RightRequested::read).ifPresent(asked -> add(event, asked));
      case RightFulfilled.NAME ->
          LoggedData.read(event, RightFulfilled::read)
              .ifPresent(
                  answer ->
                      rights.computeIfPresent(
                          answer.right().value(),
                          (id, right) ->
                              right.answered("fulfilled", Optional.empty(), Optional.empty())));
      case RightRefused.NAME ->
          LoggedData.read(event, RightRefused::read)
              .ifPresent(
                  answer ->
                      rights.computeIfPresent(
                          answer.right().value(),
                          (id, right) ->
                              right.answered(
                                  "refused",
                                  Optional.of(answer.reason()),
                                  Optional.of(answer.route()))));
      default -> {
        // Nothing about rights.
      }
    }
  }

  private void add(LoggedEvent event, RightRequested asked) {
    String id = asked.right().value();
    String subject = event.subject().orElse("");
    Right right =
        new Right(
            id,
            subject,
            asked.kind().wire(),
            asked.party(),
            asked.dueOn().toString(),
            "requested",
            Optional.empty(),
            Optional.empty(),
            event.index(),
            event.id());
    if (rights.putIfAbsent(id, right) == null) {
      bySubject.computeIfAbsent(subject, s -> new CopyOnWriteArrayList<>()).add(id);
    }
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.right.RightIndex.2"; // 2: with the entry of the request
  }

  @Override
  public byte[] kept() {
    return KeptRights.write(rights.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    rights.clear();
    bySubject.clear();
    KeptRights.read(kept).stream()
        .sorted(Comparator.comparingLong(Right::index))
        .forEach(
            right -> {
              rights.put(right.id(), right);
              bySubject
                  .computeIfAbsent(right.subject(), s -> new CopyOnWriteArrayList<>())
                  .add(right.id());
            });
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return rights.values().stream()
        .filter(right -> right.status().equals("requested"))
        .filter(right -> party.isEmpty() || party.get().equals(right.party()))
        .sorted(Comparator.comparing(Right::dueOn).thenComparing(Right::id))
        .limit(limit)
        .map(RightProjection::duty)
        .toList();
  }

  private static Duty duty(Right right) {
    return new Duty(
        Duty.Kind.RIGHT,
        right.party(),
        right.id(),
        "Answer a person who asks for " + right.kind(),
        LocalDate.parse(right.dueOn()));
  }

  /** Explanations that should have been given before this day. */
  List<Right> unexplained(LocalDate today) {
    return rights.values().stream()
        .filter(right -> right.kind().equals(RightKind.EXPLANATION.wire()))
        .filter(right -> right.status().equals("requested") && !right.event().isEmpty())
        .filter(right -> LocalDate.parse(right.dueOn()).isBefore(today))
        .toList();
  }

  Optional<Right> find(String id) {
    return Optional.ofNullable(rights.get(id));
  }

  /** A person's, the oldest first. */
  List<Right> of(String subject) {
    return bySubject.getOrDefault(subject, List.of()).stream().map(rights::get).toList();
  }
}

package dev.tallystick.consent.obligation;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The obligations, as the log tells them. Thread-safe. */
@Singleton
class ObligationProjection implements StateListener, DutySource {
  private static final String SET = "dev.tallystick.obligation.set.v1";
  private static final String REPORTED = "dev.tallystick.obligation.reported.v1";
  private static final String MISSED = "dev.tallystick.obligation.missed.v1";

  private final Map<String, Obligation> obligations = new ConcurrentHashMap<>();

  @Override
  public void taken(LoggedEvent event, State after) {
    JsonObject data = event.data();
    String id = data.findString("obligation").orElse("");
    String party = data.findString("party").orElse("");
    switch (event.stub().type()) {
      case SET -> read(id, data).ifPresent(set -> obligations.putIfAbsent(id, set));
      case REPORTED ->
          obligations.computeIfPresent(
              id, (key, o) -> o.binds(party) ? report(o, party, data, event) : o);
      case MISSED ->
          obligations.computeIfPresent(
              id, (key, o) -> o.binds(party) ? o.with(party, o.of(party).asMissed()) : o);
      default -> {
        // Nothing about obligations.
      }
    }
  }

  private static Optional<Obligation> read(String id, JsonObject data) {
    SortedMap<String, Standing> parties = new TreeMap<>();
    data.findArray("parties").map(JsonArray::items).orElse(List.of()).stream()
        .filter(JsonString.class::isInstance)
        .forEach(party -> parties.put(((JsonString) party).value(), Standing.SILENT));
    try {
      return Optional.of(
          new Obligation(
              id,
              data.findString("title").orElse(""),
              data.findString("rule"),
              LocalDate.parse(data.findString("dueOn").orElse("")),
              parties));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A commitment counts once; what opens it was held against it before it was logged. */
  private static Obligation report(
      Obligation obligation, String party, JsonObject data, LoggedEvent event) {
    Standing before = obligation.of(party);
    String word = data.findString("status").orElse("");
    Optional<ObligationStatus> status =
        Arrays.stream(ObligationStatus.values()).filter(s -> s.name().equals(word)).findFirst();
    boolean again =
        status.equals(Optional.of(ObligationStatus.COMMITTED))
            && before.status() != ObligationStatus.SILENT;
    return status.isEmpty() || again
        ? obligation
        : obligation.with(
            party,
            new Standing(
                status.get(),
                data.findString("commitment"),
                data.findString("evidenceRef"),
                event.recordedMillis(),
                before.missed()));
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.obligation.ObligationBook"; // its name in snapshots of earlier
    // releases
  }

  @Override
  public byte[] kept() {
    return KeptObligations.write(obligations.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    obligations.clear();
    KeptObligations.read(kept).forEach(one -> obligations.put(one.id(), one));
  }

  Optional<Obligation> find(String id) {
    return Optional.ofNullable(obligations.get(id));
  }

  /** All of them, the first due first. */
  List<Obligation> all() {
    List<Obligation> all = new ArrayList<>(obligations.values());
    all.sort(Comparator.comparing(Obligation::dueOn).thenComparing(Obligation::id));
    return all;
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return all().stream()
        .flatMap(
            obligation ->
                obligation.standings().entrySet().stream()
                    .filter(one -> party.isEmpty() || party.get().equals(one.getKey()))
                    .filter(one -> one.getValue().status() != ObligationStatus.DONE)
                    .map(
                        one ->
                            new Duty(
                                Duty.Kind.OBLIGATION,
                                one.getKey(),
                                obligation.id(),
                                obligation.title(),
                                obligation.dueOn())))
        .limit(limit)
        .toList();
  }
}

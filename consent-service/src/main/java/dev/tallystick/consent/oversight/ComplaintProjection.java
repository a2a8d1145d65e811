package dev.tallystick.consent.oversight;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.ComplaintAccepted;
import dev.tallystick.events.type.ComplaintAnswered;
import dev.tallystick.events.type.ComplaintFiled;
import dev.tallystick.events.type.ComplaintWithdrawn;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The complaints that an authority has to accept or to decide, and those that a party may say
 * something about, as the log tells them (R47). Thread-safe.
 */
@Singleton
class ComplaintProjection implements StateListener, DutySource {
  private final Map<Key, Duty> open = new ConcurrentHashMap<>();

  /** Whose duty, about which complaint. */
  private record Key(String complaint, String party) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case ComplaintFiled.NAME -> LoggedData.read(event, ComplaintFiled::read).ifPresent(this::add);
      case ComplaintAccepted.NAME ->
          LoggedData.read(event, ComplaintAccepted::read).ifPresent(this::begin);
      case ComplaintAnswered.NAME ->
          LoggedData.read(event, ComplaintAnswered::read).ifPresent(this::end);
      case ComplaintWithdrawn.NAME ->
          LoggedData.read(event, ComplaintWithdrawn::read)
              .ifPresent(gone -> end(gone.complaint().value(), gone.authority(), gone.against()));
      default -> {
        // Nothing about complaints.
      }
    }
  }

  private void add(ComplaintFiled filed) {
    put(
        new Duty(
            Duty.Kind.COMPLAINT,
            filed.authority(),
            filed.complaint().value(),
            "Accept a person's complaint about " + filed.against(),
            filed.acceptBy()));
  }

  private void begin(ComplaintAccepted accepted) {
    String id = accepted.complaint().value();
    put(
        new Duty(
            Duty.Kind.COMPLAINT,
            accepted.authority(),
            id,
            "Decide a person's complaint about " + accepted.against(),
            accepted.dueOn()));
    put(
        new Duty(
            Duty.Kind.COMPLAINT,
            accepted.against(),
            id,
            "Say something about a person's complaint to " + accepted.authority(),
            accepted.dueOn()));
  }

  private void end(ComplaintAnswered answer) {
    String id = answer.complaint().value();
    if (answer.by() == ComplaintAnswered.By.PARTY) {
      open.remove(new Key(id, answer.against()));
    } else {
      end(id, answer.authority(), answer.against());
    }
  }

  private void end(String complaint, String authority, String against) {
    open.remove(new Key(complaint, authority));
    open.remove(new Key(complaint, against));
  }

  private void put(Duty duty) {
    open.put(new Key(duty.about(), duty.party()), duty);
  }

  @Override
  public List<Duty> openDuties(Optional<String> party, int limit) {
    return open.values().stream()
        .filter(duty -> party.isEmpty() || party.get().equals(duty.party()))
        .sorted(
            Comparator.comparing(Duty::dueOn).thenComparing(Duty::about).thenComparing(Duty::party))
        .limit(limit)
        .toList();
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.oversight.complaints";
  }

  @Override
  public byte[] kept() {
    return KeptDuties.write(open.values());
  }

  @Override
  public void restored(State state, byte[] kept) {
    open.clear();
    KeptDuties.read(kept).forEach(this::put);
  }
}

package dev.tallystick.consent.party;

import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.PartyRestored;
import dev.tallystick.events.type.PartySuspended;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why parties are suspended, as the authority has said it: decisions do not read it, so the state
 * does not hold it. Gone with the suspension. Thread-safe.
 */
@Singleton
class SuspensionGrounds implements StateListener {
  private final Map<String, Ground> grounds = new ConcurrentHashMap<>();

  /**
   * Why a party is suspended.
   *
   * @param caseNo of the authority; empty if it has none
   */
  record Ground(String text, String caseNo) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case PartySuspended.NAME ->
          LoggedData.read(event, PartySuspended::read)
              .ifPresent(
                  data ->
                      grounds.put(event.id(), new Ground(data.ground(), data.caseNo().orElse(""))));
      case PartyRestored.NAME ->
          LoggedData.read(event, PartyRestored::read)
              .ifPresent(data -> grounds.remove(data.suspension().toString()));
      default -> {
        // Nothing about suspensions by the authority.
      }
    }
  }

  /** Why, by the event that began the suspension. */
  Optional<Ground> of(String suspension) {
    return Optional.ofNullable(grounds.get(suspension));
  }

  @Override
  public String snapshotName() {
    return "dev.tallystick.consent.party.suspension-grounds";
  }

  @Override
  public byte[] kept() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Map.Entry<String, Ground> one : grounds.entrySet()) {
        out.writeUTF(one.getKey());
        out.writeUTF(one.getValue().text());
        out.writeUTF(one.getValue().caseNo());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a ground is longer than the log lets it be", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void restored(State state, byte[] kept) {
    grounds.clear();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        grounds.put(in.readUTF(), new Ground(in.readUTF(), in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of grounds ends too soon", e);
    }
  }
}

package dev.tallystick.vault.objection;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Forgets what a person wrote, and was answered, in objections. */
@Singleton
public final class ObjectionErasure {
  private final ObjectionRepository objections;

  ObjectionErasure(ObjectionRepository objections) {
    this.objections = objections;
  }

  /**
   * Empties the objections of a person; nobody sees them any more.
   *
   * @param party only those to this party; all when empty
   */
  public void erase(String subject, Optional<String> party) {
    objections.empty(subject, party);
  }
}

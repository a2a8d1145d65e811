package dev.tallystick.vault.erasure;

import dev.tallystick.vault.alert.AlertErasure;
import dev.tallystick.vault.complaint.ComplaintErasure;
import dev.tallystick.vault.objection.ObjectionErasure;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What a person wrote, was answered, and where they wanted to be told, for whoever erases it; in
 * the caller's transaction.
 */
@Singleton
final class ErasedWords {
  private final ObjectionErasure objections;
  private final ComplaintErasure complaints;
  private final AlertErasure alerts;

  ErasedWords(ObjectionErasure objections, ComplaintErasure complaints, AlertErasure alerts) {
    this.objections = objections;
    this.complaints = complaints;
    this.alerts = alerts;
  }

  /** Complaints and addresses are the person's own: they go with everything. */
  void erase(String subject, Optional<String> provider) {
    objections.erase(subject, provider);
    if (provider.isEmpty()) {
      complaints.erase(subject);
      alerts.erase(subject);
    }
  }

  /** Whether there are words that have not gone; those of objections go with their records. */
  boolean isAny(String subject, Optional<String> provider) {
    return provider.isEmpty() && (complaints.isAny(subject) || alerts.isAny(subject));
  }
}

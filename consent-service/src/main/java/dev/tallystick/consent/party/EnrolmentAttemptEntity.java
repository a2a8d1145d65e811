package dev.tallystick.consent.party;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code enrolment_attempt}: how often a party has tried a code within an hour. */
@Entity
@Table(name = "enrolment_attempt")
class EnrolmentAttemptEntity {
  @Id String party;
  Instant beganAt;
  int attempts;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  EnrolmentAttemptEntity() {}
}

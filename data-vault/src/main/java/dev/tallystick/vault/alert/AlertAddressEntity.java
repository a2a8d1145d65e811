package dev.tallystick.vault.alert;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.document.AlertTarget;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a person is told, as it is stored: the address itself is sealed. */
@Entity
@Table(name = "alert_address")
class AlertAddressEntity {
  @Id private String id;
  private String subject;

  @Enumerated(EnumType.STRING)
  private AlertChannel channel;

  @Enumerated(EnumType.STRING)
  private AlertAddress.Pace pace;

  private String language;

  @Enumerated(EnumType.STRING)
  private AlertAddress.State state;

  @Column(name = "set_at")
  private Instant setAt;

  @Column(name = "confirm_by")
  private Instant confirmBy;

  @Column(name = "code_hash")
  private byte @Nullable [] codeHash;

  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  @Column(name = "off_at")
  private @Nullable Instant offAt;

  private int failures;

  @Column(name = "key_version")
  private int keyVersion;

  private byte[] sealed;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AlertAddressEntity() {}

  /** One that nobody has confirmed. */
  AlertAddressEntity(AlertAddress address, String subject, Optional<Hash> code, Sealed target) {
    this.id = address.id();
    this.subject = subject;
    this.channel = address.channel();
    this.pace = address.choice().pace();
    this.language = address.choice().language().tag();
    this.state = AlertAddress.State.PENDING;
    this.setAt = address.setAt();
    this.confirmBy = address.confirmBy();
    this.codeHash = code.map(Hash::toByteArray).orElse(null);
    this.keyVersion = target.keyVersion();
    this.sealed = target.value().toByteArray();
  }

  String id() {
    return id;
  }

  String subject() {
    return subject;
  }

  AlertChannel channel() {
    return channel;
  }

  AlertAddress.Pace pace() {
    return pace;
  }

  AlertAddress.State state() {
    return state;
  }

  /** Whether it is in use, or can still come to be. */
  boolean isAlive(Instant now) {
    return state == AlertAddress.State.CONFIRMED
        || (state == AlertAddress.State.PENDING && now.isBefore(confirmBy));
  }

  Sealed target() {
    return new Sealed(keyVersion, SealedValue.takeOwnershipOf(sealed.clone()));
  }

  void choose(AlertAddress.Choice choice) {
    pace = choice.pace();
    language = choice.language().tag();
  }

  /** It is the person's; the code opens nothing again. */
  void confirm(Instant now) {
    state = AlertAddress.State.CONFIRMED;
    confirmedAt = now;
    codeHash = null;
  }

  void noteSuccess() {
    failures = 0;
  }

  /** One more failure in a row; tells how many. */
  int noteFailure() {
    return ++failures;
  }

  void switchOff(Instant now) {
    state = AlertAddress.State.OFF;
    offAt = now;
  }

  AlertAddress toAddress(AlertTarget target) {
    return new AlertAddress(
        id,
        channel,
        target.to(),
        target.secret(),
        new AlertAddress.Choice(pace, AlertLanguage.ofTag(language)),
        state,
        setAt,
        confirmBy,
        Optional.ofNullable(offAt));
  }
}

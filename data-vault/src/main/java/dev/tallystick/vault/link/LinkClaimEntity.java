package dev.tallystick.vault.link;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claim about two tokens as it is stored. */
@Entity
@Table(name = "link_claim")
class LinkClaimEntity {
  @Id private String id;
  private String platform;
  private String customer;
  private String other;

  @Column(name = "other_scheme")
  private String otherScheme;

  private String method;
  private byte[] evidence;

  @Enumerated(EnumType.STRING)
  private LinkClaimState state;

  @Column(name = "claimed_at")
  private Instant claimedAt;

  @Column(name = "customer_event")
  private UUID customerEvent;

  @Column(name = "other_event")
  private UUID otherEvent;

  @Column(name = "link_event")
  private @Nullable UUID linkEvent;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LinkClaimEntity() {}

  LinkClaimEntity(LinkClaim claim) {
    this.id = claim.id();
    this.platform = claim.platform();
    this.customer = claim.customer();
    this.other = claim.other();
    this.otherScheme = claim.basis().otherScheme();
    this.method = claim.basis().method();
    this.evidence = claim.basis().evidence().toByteArray();
    this.state = claim.state();
    this.claimedAt = claim.basis().claimedAt();
    this.customerEvent = claim.entries().customer().value();
    this.otherEvent = claim.entries().other().value();
    this.linkEvent = claim.link().map(EventId::value).orElse(null);
  }

  /** Takes over what has become of it. */
  void become(LinkClaim claim) {
    state = claim.state();
    linkEvent = claim.link().map(EventId::value).orElse(null);
  }

  LinkClaim toClaim() {
    return new LinkClaim(
        id,
        platform,
        customer,
        other,
        new LinkClaim.Basis(otherScheme, method, Hash.takeOwnershipOf(evidence.clone()), claimedAt),
        state,
        new LinkClaim.Entries(new EventId(customerEvent), new EventId(otherEvent)),
        Optional.ofNullable(linkEvent).map(EventId::new));
  }
}

package dev.tallystick.vault.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.link.LinkedTokens;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A person's addresses, under every token that stands for them; in the caller's transaction. */
@Singleton
class AlertAddressBook {
  private final AlertAddressRepository addresses;
  private final AlertRepository alerts;
  private final Subjects subjects;
  private final LinkedTokens links;

  AlertAddressBook(
      AlertAddressRepository addresses,
      AlertRepository alerts,
      Subjects subjects,
      LinkedTokens links) {
    this.addresses = addresses;
    this.alerts = alerts;
    this.subjects = subjects;
    this.links = links;
  }

  /** Those of a channel, kept to this transaction; the person is not forgotten meanwhile. */
  List<AlertAddressEntity> lock(String subject, AlertChannel channel) {
    // Before the addresses: an erasure takes the two in this order too.
    var unusedPerson = subjects.known(Set.of(subject));
    return addresses.lockAll(links.of(subject), channel);
  }

  /** All of them. */
  List<AlertAddressEntity> of(String subject) {
    return addresses.of(links.of(subject));
  }

  AlertAddress open(OpenKeys keys, AlertAddressEntity row) {
    return addresses.open(keys, row);
  }

  /** Adds one, which is asked first whether it is the person's. */
  void add(OpenKeys keys, String subject, AlertAddress address) {
    // A webhook answers with its code; only that of a mail is brought back by somebody.
    Optional<Hash> codeHash =
        address.channel() == AlertChannel.MAIL
            ? Optional.of(hash(AlertAddressRepository.code(keys, subject, address.id())))
            : Optional.empty();
    AlertAddressEntity row = addresses.add(keys, address, subject, codeHash);
    // The queue's rows refer to it, and are inserted past the entity manager.
    addresses.flush();
    alerts.add(row, Occasion.CHALLENGE, address.setAt());
  }

  /** The address that a code was sent to, if it is this person's; kept to this transaction. */
  Optional<AlertAddressEntity> lockByCode(String subject, String code) {
    Set<String> tokens = links.of(subject);
    return addresses.lockByCode(hash(code)).filter(row -> tokens.contains(row.subject()));
  }

  /** Forgets addresses, with all that waits to be sent there. */
  void remove(List<AlertAddressEntity> rows) {
    rows.forEach(addresses::delete);
    addresses.flush();
  }

  /** What could not be sent to an address. */
  List<AlertEntity> failed(AlertAddressEntity row) {
    return alerts.failed(row.id());
  }

  /** What a message to the person was about. */
  List<AlertEntity> ofMessage(String subject, String message) {
    return alerts.ofMessage(message, of(subject).stream().map(AlertAddressEntity::id).toList());
  }

  /** What is kept of a code. */
  private static Hash hash(String code) {
    return Hash.sha256(code.getBytes(US_ASCII));
  }
}

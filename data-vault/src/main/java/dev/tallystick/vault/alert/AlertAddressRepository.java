package dev.tallystick.vault.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.document.AlertTarget;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.SealingPlace;
import dev.tallystick.vault.storage.StorageException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The addresses at which persons are told; in the caller's transaction. Whoever locks an address
 * and its alerts locks the address first.
 */
@Singleton
class AlertAddressRepository implements PanacheRepositoryBase<AlertAddressEntity, String> {
  private static final String BY_ID = " order by id";

  private final DataSource database;

  AlertAddressRepository(DataSource database) {
    this.database = database;
  }

  /** Stores an address that nobody has confirmed. */
  AlertAddressEntity add(
      OpenKeys keys, AlertAddress address, String subject, Optional<Hash> codeHash) {
    AlertTarget target = new AlertTarget(address.to(), address.secret());
    AlertAddressEntity row =
        new AlertAddressEntity(
            address,
            subject,
            codeHash,
            keys.seal(
                KeyOwner.ofPerson(subject),
                place(address.id()),
                CanonicalJson.bytes(target.toJson())));
    persist(row);
    return row;
  }

  AlertAddress open(OpenKeys keys, AlertAddressEntity row) {
    byte[] target = keys.open(KeyOwner.ofPerson(row.subject()), place(row.id()), row.target());
    try {
      return row.toAddress(AlertTarget.read((JsonObject) CanonicalJson.parse(target)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("an address was sealed as something else", e);
    }
  }

  /**
   * The code that shows that an address is the person's. It is made anew from the person's key each
   * time, so that it need not be kept.
   */
  static String code(OpenKeys keys, String subject, String address) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            keys.mac(
                KeyOwner.ofPerson(subject),
                SealingPlace.of("alert_code", address),
                address.getBytes(US_ASCII)));
  }

  /** A person's addresses under these tokens. */
  List<AlertAddressEntity> of(Collection<String> subjects) {
    return list("subject in ?1" + BY_ID, subjects);
  }

  /** An address, kept to this transaction. */
  Optional<AlertAddressEntity> lock(String id) {
    return locked("id", id).stream().findFirst();
  }

  /** What a person has set for a channel under these tokens, kept to this transaction. */
  List<AlertAddressEntity> lockAll(Collection<String> subjects, AlertChannel channel) {
    return locked("subject in ?1 and channel = ?2" + BY_ID, subjects, channel);
  }

  /** What a person has set under one token, kept to this transaction. */
  List<AlertAddressEntity> lockAll(String subject) {
    return locked("subject = ?1" + BY_ID, subject);
  }

  /** The address that a code of which this is the hash was sent to, kept to this transaction. */
  Optional<AlertAddressEntity> lockByCode(Hash codeHash) {
    return locked("codeHash", codeHash.toByteArray()).stream().findFirst();
  }

  private List<AlertAddressEntity> locked(String query, Object... parameters) {
    return find(query, parameters).withLock(LockModeType.PESSIMISTIC_WRITE).list();
  }

  /** Those of these tokens that are told of what happened now, in their order. */
  List<AlertAddressEntity> toTell(Collection<String> subjects, Instant happenedAt) {
    return list(
        "subject in ?1 and state = CONFIRMED and confirmedAt <= ?2" + BY_ID, subjects, happenedAt);
  }

  /** A person's addresses of a channel that are in use. */
  List<AlertAddressEntity> inUse(Collection<String> subjects, AlertChannel channel) {
    return list("subject in ?1 and channel = ?2 and state = CONFIRMED" + BY_ID, subjects, channel);
  }

  /** Whether anybody is told of anything; asked for each entry, and so by the shortest way. */
  boolean isAnybodyTold() {
    try (Connection connection = database.getConnection();
        PreparedStatement any =
            connection.prepareStatement(
                "select 1 from alert_address where state = 'CONFIRMED' limit 1");
        ResultSet row = any.executeQuery()) {
      return row.next();
    } catch (SQLException e) {
      throw new StorageException(e);
    }
  }

  /** Whether anything is kept for a token. */
  boolean isAny(String subject) {
    return count("subject", subject) > 0;
  }

  /** Forgets what nobody has confirmed; tells how many there were. */
  long forgetPending(Instant confirmBy) {
    return delete("state = PENDING and confirmBy < ?1", confirmBy);
  }

  private static SealingPlace place(String id) {
    return SealingPlace.of("alert_address", id);
  }
}

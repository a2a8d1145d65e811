package dev.tallystick.bureau.key;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The table of bureaus' keys. Each pair is sealed under a key of its own, bound to its bureau. */
@Singleton
final class KeyStore {
  private static final String INSERT =
      """
      insert into bureau_key (bureau_id, signing_key, drawn_at, wrapped_key, sealed_keys)
      values (?, ?, ?, ?, ?)
      """;

  private final BureauRows rows;
  private final Kms kms;

  KeyStore(BureauRows rows, Kms kms) {
    this.rows = rows;
    this.kms = kms;
  }

  void add(BureauId bureau, PartyKeys keys, Instant now) {
    String id = keys.signingKey().verificationKey().keyId();
    try (DataKey key = DataKey.draw()) {
      SealingContext context = context(bureau, id);
      byte[] wrapped = kms.wrap(KekNames.KEYS, key, context).toByteArray();
      SealedValue sealed = keys.seal(key, context);
      rows.in(
          bureau,
          connection -> {
            enlist(connection, bureau);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
              insert.setString(1, bureau.value());
              insert.setString(2, id);
              insert.setObject(3, now.atOffset(ZoneOffset.UTC));
              insert.setBytes(4, wrapped);
              insert.setBytes(5, sealed.toByteArray());
              return insert.executeUpdate();
            }
          });
    }
  }

  private static void enlist(Connection connection, BureauId bureau) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bureau (bureau_id) values (?) on conflict do nothing")) {
      insert.setString(1, bureau.value());
      insert.executeUpdate();
    }
  }

  /** The bureau's pairs, the newest first. */
  List<PartyKeys> load(BureauId bureau) {
    return rows.in(
        bureau,
        connection -> {
          List<PartyKeys> keys = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select signing_key, wrapped_key, sealed_keys from bureau_key order by drawn_at desc");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              keys.add(open(bureau, row));
            }
          }
          return keys;
        });
  }

  private PartyKeys open(BureauId bureau, ResultSet row) throws SQLException {
    SealingContext context = context(bureau, row.getString(1));
    try (DataKey key = kms.unwrap(WrappedDataKey.parse(row.getBytes(2)), context)) {
      return PartyKeys.open(SealedValue.takeOwnershipOf(row.getBytes(3)), key, context);
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new IllegalStateException("a stored key of " + bureau + " does not open", e);
    }
  }

  private static SealingContext context(BureauId bureau, String keyId) {
    return SealingContext.of("bureau-key", bureau.value(), keyId);
  }
}

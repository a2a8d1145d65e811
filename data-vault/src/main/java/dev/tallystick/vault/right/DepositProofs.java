package dev.tallystick.vault.right;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.RecordShelf;
import dev.tallystick.vault.record.RecordVersions;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Shows a person which of their records were in which deposit: by the salted digest of what was
 * deposited, its path to the chunk's root, and the platform's signature over that root. The root
 * stands in {@code records.deposited}.
 */
@Singleton
final class DepositProofs {
  private static final int PAGE = 100;

  private final RecordShelf shelf;
  private final RecordVersions versions;
  private final Keystore keystore;
  private final Transactions transactions;

  DepositProofs(
      RecordShelf shelf, RecordVersions versions, Keystore keystore, Transactions transactions) {
    this.shelf = shelf;
    this.versions = versions;
    this.keystore = keystore;
    this.transactions = transactions;
  }

  /** A chunk as its platform has signed it. */
  record SignedChunk(String platform, String statement, String event, List<Hash> digests) {
    SignedChunk {
      digests = List.copyOf(digests);
    }
  }

  /**
   * That a record was in a chunk.
   *
   * @param salt of the version that was deposited
   * @param proof its place among the stored lines, and the path to the root
   */
  record Proof(KeptRecord record, Hash salt, SignedChunk chunk, InclusionProof proof) {
    @Override
    public String toString() {
      return "Proof[" + record + "]";
    }
  }

  /** Proofs for the person's records whose ids are greater than {@code after}. */
  List<Proof> page(String subject, String after) {
    return transactions.call(
        connection -> {
          Map<String, SignedChunk> chunks = new HashMap<>();
          List<Proof> proofs = new ArrayList<>();
          try (OpenKeys keys = keystore.open(connection)) {
            for (KeptRecord record :
                shelf.of(connection, keys, subject, Optional.empty(), after, PAGE)) {
              SignedChunk chunk = chunks.get(record.chunk());
              if (chunk == null) {
                chunk = read(connection, record.chunk());
                chunks.put(record.chunk(), chunk);
              }
              proofs.add(proof(connection, keys, record, chunk));
            }
          }
          return proofs;
        });
  }

  private Proof proof(Connection connection, OpenKeys keys, KeptRecord record, SignedChunk chunk)
      throws SQLException {
    Hash salt =
        record.version() == 1
            ? record.salt()
            : versions.before(connection, keys, record).get(0).salt();
    int place = chunk.digests().indexOf(record.deposited());
    return new Proof(
        record,
        salt,
        chunk,
        Merkle.inclusionProof(place, chunk.digests().stream().map(Merkle::leafHash).toList()));
  }

  private static SignedChunk read(Connection connection, String id) throws SQLException {
    List<Hash> digests = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("select digest from record where chunk = ? order by line")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          digests.add(Hash.takeOwnershipOf(row.getBytes(1)));
        }
      }
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select platform, statement, event_id from chunk where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new SignedChunk(
            row.getString(1),
            row.getString(2),
            String.valueOf(row.getObject(3, UUID.class)),
            digests);
      }
    }
  }
}

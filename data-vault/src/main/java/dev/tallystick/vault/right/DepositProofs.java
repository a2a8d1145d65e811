package dev.tallystick.vault.right;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.vault.deposit.SignedDeposit;
import dev.tallystick.vault.deposit.SignedDeposits;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.RecordIntake;
import dev.tallystick.vault.record.RecordVersions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a person which of their records were in which deposit: by the salted digest of what was
 * deposited, its path to the chunk's root, and the platform's signature over that root. The root
 * stands in {@code records.deposited}.
 */
@Singleton
final class DepositProofs {
  private static final int PAGE = 100;

  private final KeptRecords kept;
  private final RecordVersions versions;
  private final RecordIntake intake;
  private final SignedDeposits deposits;
  private final Keystore keystore;

  DepositProofs(
      KeptRecords kept,
      RecordVersions versions,
      RecordIntake intake,
      SignedDeposits deposits,
      Keystore keystore) {
    this.intake = intake;
    this.deposits = deposits;
    this.kept = kept;
    this.versions = versions;
    this.keystore = keystore;
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
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Map<String, SignedChunk> chunks = new HashMap<>();
              List<Proof> proofs = new ArrayList<>();
              try (OpenKeys keys = keystore.open()) {
                for (KeptRecord record : kept.ofPerson(keys, subject, after, PAGE)) {
                  SignedChunk chunk = chunks.get(record.chunk());
                  if (chunk == null) {
                    chunk = read(record.chunk());
                    chunks.put(record.chunk(), chunk);
                  }
                  proofs.add(proof(keys, record, chunk));
                }
              }
              return proofs;
            });
  }

  private Proof proof(OpenKeys keys, KeptRecord record, SignedChunk chunk) {
    Hash salt = record.version() == 1 ? record.salt() : versions.before(keys, record).get(0).salt();
    int place = chunk.digests().indexOf(record.deposited());
    return new Proof(
        record,
        salt,
        chunk,
        Merkle.inclusionProof(place, chunk.digests().stream().map(Merkle::leafHash).toList()));
  }

  private SignedChunk read(String id) {
    SignedDeposit signed = deposits.get(id);
    return new SignedChunk(
        signed.platform(), signed.statement(), signed.event(), intake.digests(id));
  }
}

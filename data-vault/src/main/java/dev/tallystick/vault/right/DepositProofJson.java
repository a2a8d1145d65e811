package dev.tallystick.vault.right;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.Base64;
import java.util.List;

/** That a record was in a deposit: everything that is needed to check it. */
record DepositProofJson(
    String record,
    String provider,
    String chunk,
    long index,
    long size,
    String root,
    String digest,
    String salt,
    List<String> path,
    String signature,
    String event) {
  static DepositProofJson of(DepositProofs.Proof proof) {
    List<Hash> digests = proof.chunk().digests();
    return new DepositProofJson(
        proof.record().id(),
        proof.chunk().platform(),
        proof.record().chunk(),
        proof.proof().index(),
        digests.size(),
        Merkle.root(digests.stream().map(Merkle::leafHash).toList()).hex(),
        proof.record().deposited().hex(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(proof.salt().toByteArray()),
        proof.proof().path().stream().map(Hash::hex).toList(),
        proof.chunk().statement(),
        proof.chunk().event());
  }

  @Override
  public String toString() {
    return "DepositProofJson[redacted]";
  }
}

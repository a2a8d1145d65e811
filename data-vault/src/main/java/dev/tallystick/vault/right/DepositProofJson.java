package dev.tallystick.vault.right;

import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a record was in a deposit: everything that is needed to check it. */
@Schema(name = "DepositProof")
record DepositProofJson(
    String record,
    String provider,
    String chunk,
    @Schema(description = "Its place among the stored lines, from 0.") long index,
    @Schema(description = "How many lines the chunk's root is over.") long size,
    @Schema(description = "The chunk's root, in hex.") String root,
    @Schema(
            description =
                "SHA-256(\"tallystick/record/v1\", 0x00, salt, canonical record), in hex.")
        String digest,
    String salt,
    @Schema(description = "The path from the digest to the root, in hex (RFC 6962).")
        List<String> path,
    @Schema(description = "deposit+jws: the platform's signature over chunk, count and root.")
        String signature,
    @Schema(description = "The entry records.deposited.") String event) {
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

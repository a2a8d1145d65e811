package dev.tallystick.tally.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.MalformedTlogProofException;
import dev.tallystick.tlog.TlogProof;
import java.util.Optional;

/**
 * A proof that an entry is logged and, if it comes in a receipt, what the entry commits to.
 *
 * @param proof the proof
 * @param receipt the receipt that it comes in
 */
public record EntryEvidence(TlogProof proof, Optional<Receipt> receipt) {
  /** The longest file that is read, in bytes; a receipt has a few thousand. */
  public static final int MAX_SIZE = Receipt.MAX_SIZE;

  private static final byte[] PROOF_V1 = "c2sp.org/tlog-proof@v1\n".getBytes(US_ASCII);
  private static final byte[] PROOF = "c2sp.org/tlog-proof@".getBytes(US_ASCII);

  /**
   * Reads a receipt or a bare proof; tells them apart by how they begin.
   *
   * @throws UnknownFormatException if it is neither
   * @throws MalformedEvidenceException if it is one that breaks a rule
   */
  public static EntryEvidence parse(byte[] file)
      throws UnknownFormatException, MalformedEvidenceException {
    if (file.length > MAX_SIZE) {
      throw new UnknownFormatException("longer than %d bytes".formatted(MAX_SIZE));
    }
    if (beginsWith(file, PROOF_V1)) {
      return new EntryEvidence(proof(file), Optional.empty());
    }
    if (beginsWith(file, PROOF)) {
      throw new UnknownFormatException("a tlog-proof of another version than v1");
    }
    if (firstLetter(file) == '{') {
      Receipt receipt = receipt(file);
      return new EntryEvidence(receipt.proof(), Optional.of(receipt));
    }
    throw new UnknownFormatException("neither a receipt (JSON) nor a tlog-proof");
  }

  private static Receipt receipt(byte[] file)
      throws UnknownFormatException, MalformedEvidenceException {
    JsonObject json = object(file);
    if (!json.has("opening") && !json.has("tlogProof")) {
      throw new UnknownFormatException("JSON, but no receipt: no opening, no tlogProof");
    }
    try {
      return Receipt.parse(file);
    } catch (InvalidReceiptException e) {
      throw new MalformedEvidenceException(e.getMessage() + contradiction(json, e.field()));
    }
  }

  private static JsonObject object(byte[] file) throws MalformedEvidenceException {
    try {
      if (CanonicalJson.parseMessage(file) instanceof JsonObject object) {
        return object;
      }
      throw new AssertionError("what begins with a brace and is JSON is an object");
    } catch (MalformedJsonException e) {
      throw new MalformedEvidenceException("not JSON of the data model: " + e.getMessage());
    }
  }

  /** Returns both values if it is the index by which a receipt contradicts its proof. */
  private static String contradiction(JsonObject json, String field)
      throws MalformedEvidenceException {
    Optional<Long> index = json.findInteger("index");
    if (!field.equals("index") || index.isEmpty()) {
      return "";
    }
    TlogProof proof = proof(json.getString("tlogProof").getBytes(UTF_8));
    return ": the receipt says %d, its proof is for %d"
        .formatted(index.get(), proof.inclusion().index());
  }

  private static TlogProof proof(byte[] file) throws MalformedEvidenceException {
    try {
      return TlogProof.parse(file);
    } catch (MalformedTlogProofException e) {
      throw new MalformedEvidenceException(e.getMessage());
    }
  }

  private static boolean beginsWith(byte[] file, byte[] beginning) {
    if (file.length < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (file[i] != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the first byte that is not JSON's white space, or 0. */
  private static byte firstLetter(byte[] file) {
    for (byte b : file) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b;
      }
    }
    return 0;
  }
}

package dev.tallystick.events.receipt;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedTlogProofException;
import dev.tallystick.tlog.TlogProof;
import java.util.Set;
import java.util.function.Supplier;

/** The JSON form of a receipt: {@code {opening, index, tlogProof, grade, policyHash}}. */
final class ReceiptForm {
  private static final Set<String> MEMBERS =
      Set.of("opening", "index", "tlogProof", "grade", "policyHash");

  private ReceiptForm() {}

  static Receipt read(byte[] json) throws InvalidReceiptException {
    JsonObject receipt = document(json);
    for (String name : receipt.names()) {
      if (!MEMBERS.contains(name)) {
        throw new InvalidReceiptException("", "has only the members that are defined for it");
      }
    }
    Opening opening = opening(receipt);
    TlogProof proof = proof(receipt);
    long index = receipt.findInteger("index").orElseThrow(invalid("index", "is an integer"));
    if (index != proof.inclusion().index()) {
      throw new InvalidReceiptException("index", "is that of the proof");
    }
    ReceiptGrade grade =
        receipt
            .findString("grade")
            .flatMap(ReceiptGrade::find)
            .orElseThrow(invalid("grade", "is durable or witnessed"));
    return new Receipt(opening, proof, grade, policyHash(receipt));
  }

  private static JsonObject document(byte[] json) throws InvalidReceiptException {
    if (json.length > Receipt.MAX_SIZE) {
      throw new InvalidReceiptException("", "is at most " + Receipt.MAX_SIZE + " bytes");
    }
    try {
      if (CanonicalJson.parseMessage(json) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new InvalidReceiptException(
          e.path(), "is JSON of the data model: " + e.reason().rule() + ", byte " + e.position());
    }
    throw new InvalidReceiptException("", "is an object");
  }

  private static Opening opening(JsonObject receipt) throws InvalidReceiptException {
    JsonObject opening =
        receipt.findObject("opening").orElseThrow(invalid("opening", "is an object"));
    try {
      return Opening.parse(opening);
    } catch (MalformedOpeningException e) {
      throw new InvalidReceiptException(
          e.field().isEmpty() ? "opening" : "opening." + e.field(), e.rule());
    }
  }

  private static TlogProof proof(JsonObject receipt) throws InvalidReceiptException {
    String text = receipt.findString("tlogProof").orElseThrow(invalid("tlogProof", "is a string"));
    try {
      TlogProof proof = TlogProof.parse(text);
      if (proof.extra().isPresent()) {
        throw new InvalidReceiptException("tlogProof", "has no extra data");
      }
      return proof;
    } catch (MalformedTlogProofException e) {
      throw new InvalidReceiptException(
          "tlogProof", "is a c2sp.org/tlog-proof@v1: " + e.getMessage());
    }
  }

  private static Hash policyHash(JsonObject receipt) throws InvalidReceiptException {
    try {
      return Hash.fromHex(receipt.findString("policyHash").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new InvalidReceiptException("policyHash", "is 64 lower-case hex digits");
    }
  }

  private static Supplier<InvalidReceiptException> invalid(String field, String rule) {
    return () -> new InvalidReceiptException(field, rule);
  }

  static byte[] write(Receipt receipt) {
    return CanonicalJson.messageBytes(
        JsonObject.builder()
            .put("opening", receipt.opening().toJson())
            .put("index", receipt.index())
            .put("tlogProof", receipt.proof().toString())
            .put("grade", receipt.grade().wireName())
            .put("policyHash", receipt.policyHash().hex())
            .build());
  }
}

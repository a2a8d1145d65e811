package dev.tallystick.events.receipt;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.document.ReceiptDocument;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.MalformedTlogProofException;
import dev.tallystick.tlog.TlogProof;

/** The JSON form of a receipt: {@code {opening, index, tlogProof, grade, policyHash}}. */
final class ReceiptForm {
  private ReceiptForm() {}

  static Receipt read(byte[] json) throws InvalidReceiptException {
    ReceiptDocument receipt;
    try {
      receipt = ReceiptDocument.read(document(json));
    } catch (IllegalMemberException e) {
      throw new InvalidReceiptException(e.member(), e.rule());
    }
    Opening opening = opening(receipt.opening());
    TlogProof proof = proof(receipt.tlogProof());
    if (receipt.index() != proof.inclusion().index()) {
      throw new InvalidReceiptException("index", "is that of the proof");
    }
    ReceiptGrade grade =
        ReceiptGrade.find(receipt.grade())
            .orElseThrow(() -> new InvalidReceiptException("grade", "is durable or witnessed"));
    return new Receipt(opening, proof, grade, receipt.policyHash());
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

  private static Opening opening(JsonObject opening) throws InvalidReceiptException {
    try {
      return Opening.parse(opening);
    } catch (MalformedOpeningException e) {
      throw new InvalidReceiptException(
          e.field().isEmpty() ? "opening" : "opening." + e.field(), e.rule());
    }
  }

  private static TlogProof proof(String text) throws InvalidReceiptException {
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

  static byte[] write(Receipt receipt) {
    return CanonicalJson.messageBytes(
        new ReceiptDocument(
                receipt.opening().toJson(),
                receipt.index(),
                receipt.proof().toString(),
                receipt.grade().wireName(),
                receipt.policyHash())
            .toJson());
  }
}

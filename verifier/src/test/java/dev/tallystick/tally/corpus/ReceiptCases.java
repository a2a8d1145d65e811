package dev.tallystick.tally.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.SampleKeys;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.Samples;
import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.TlogProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Receipts and bare proofs, good and laid hands on. */
final class ReceiptCases {
  private static final long COSIGNED_AT = 1_767_324_900;
  private static final byte[] RECEIPT = Samples.receipt().toJson();
  private static final SampleLog LOG = Samples.log(Samples.opening(Samples.SUBJECTS_PARTS));
  private static final Cosigner HARBOUR = SampleKeys.witness("harbour", 7);
  private static final Cosigner STATION = SampleKeys.witness("station", 8);

  private final List<CorpusCase> cases = new ArrayList<>();

  static List<CorpusCase> all() {
    ReceiptCases all = new ReceiptCases();
    all.receipts();
    all.spellings();
    all.proofs();
    all.witnesses();
    all.otherFiles();
    return all.cases;
  }

  private CorpusCase add(String name, byte[] file) {
    CorpusCase added = CorpusCase.of("receipt-" + name, file).with("vkey", SampleLog.VKEY);
    cases.add(added);
    return added;
  }

  private CorpusCase add(String name, String from, String to) {
    String text = new String(RECEIPT, UTF_8);
    if (!text.contains(from)) {
      throw new AssertionError("the receipt does not have " + from);
    }
    return add(name, text.replace(from, to).getBytes(UTF_8));
  }

  private void receipts() {
    add("good", RECEIPT);
    cases.add(CorpusCase.of("receipt-without-a-key", RECEIPT).isUntold("signature"));
    cases.add(
        CorpusCase.of("receipt-with-another-logs-key", RECEIPT)
            .with("vkey", SampleLog.key(SampleLog.ORIGIN, 9).verifierKey().toString())
            .fails("signature"));
    cases.add(
        CorpusCase.of("receipt-with-what-is-no-key", RECEIPT).with("vkey", "x").isUntold("key"));
    add("body-altered", "plum-market", "pear-market").fails("inclusion");
    add("time-altered", "\"recordedMillis\":1767324896789", "\"recordedMillis\":1767324896788")
        .fails("inclusion");
    add("index-contradicted", "\"index\":3", "\"index\":2").fails("file");
    add(
            "moved-to-another-index",
            Edited.of(
                RECEIPT,
                json -> {
                  json.put("index", 2);
                  json.put(
                      "tlogProof", json.get("tlogProof").asText().replace("index 3", "index 2"));
                }))
        .fails("inclusion");
    add(
            "path-cut",
            Edited.of(
                RECEIPT,
                json ->
                    json.put(
                        "tlogProof",
                        json.get("tlogProof")
                            .asText()
                            .replaceFirst("index 3\n[^\n]*\n", "index 3\n"))))
        .fails("inclusion");
    add(
            "size-altered",
            Edited.of(
                RECEIPT,
                json ->
                    json.put(
                        "tlogProof", json.get("tlogProof").asText().replace("\n5\n", "\n6\n"))))
        .fails("signature");
    add(
            "of-another-opening",
            Samples.receipt(
                    Samples.opening(Samples.SUBJECTS_PARTS),
                    SampleLog.ofSize(5).proof(Samples.INDEX))
                .toJson())
        .fails("inclusion");
    add("of-an-unknown-type", ofUnknownType()).isUntold("type");
    add("with-a-label-too-few", withoutALabel()).fails("event");
  }

  private static byte[] ofUnknownType() {
    return withStub(stub -> stub.put("type", JsonString.of("dev.tallystick.consent.postponed.v1")));
  }

  private static byte[] withoutALabel() {
    return withStub(
        stub ->
            stub.computeIfPresent(
                "labels",
                (name, labels) -> {
                  List<JsonValue> all = ((JsonArray) labels).items();
                  return JsonArray.of(all.subList(1, all.size()));
                }));
  }

  /** A receipt of a log whose writer has logged another stub with the same body. */
  private static byte[] withStub(Consumer<Map<String, JsonValue>> edit) {
    Opening good = Samples.opening(Samples.SUBJECTS_PARTS);
    Map<String, JsonValue> members = new TreeMap<>(good.stub().value().orElseThrow().members());
    edit.accept(members);
    JsonObject.Builder stub = JsonObject.builder();
    members.forEach(stub::put);
    OpenedPart part = OpenedPart.Shown.of(new byte[32], stub.build());
    Opening opening = new Opening(good.recordedMillis(), part, good.body(), good.internal());
    return Samples.receipt(opening, Samples.log(opening).proof(Samples.INDEX)).toJson();
  }

  private void spellings() {
    add("name-twice", "{\"grade\"", "{\"index\":3,\"grade\"").fails("file");
    add("unknown-member", "{\"grade\"", "{\"more\":1,\"grade\"").fails("file");
    add("fraction", "\"index\":3", "\"index\":3.0").fails("file");
    add("leading-zero", "\"index\":3", "\"index\":03").fails("file");
    add("exponent", "\"index\":3", "\"index\":3e0").fails("file");
    add("minus-zero", "\"index\":3", "\"index\":-0").fails("file");
    add("null", "\"grade\":\"durable\"", "\"grade\":null").fails("file");
    add("unknown-grade", "\"durable\"", "\"certain\"").fails("file");
    add("lone-surrogate", "\"durable\"", "\"\\ud800\"").fails("file");
    add("trailing", "\"}", "\"} 1").isOpen();
    add("cut", new String(RECEIPT, UTF_8).substring(0, 200).getBytes(UTF_8)).isOpen();
    add("spaced", "{\"grade\"", " {\n\t\"grade\"");
    add("escaped", "plum-market", "\\u0070lum-market");
    add("not-utf-8", new String(RECEIPT, UTF_8).replace("plum", "pl\u00fcm").getBytes(ISO_8859_1))
        .fails("file");
  }

  private void proofs() {
    TlogProof proof = Samples.receipt().proof();
    String text = proof.toString();
    cases.add(
        CorpusCase.of("proof-good", text).with("vkey", SampleLog.VKEY).with("receipt", RECEIPT));
    cases.add(
        CorpusCase.of("proof-alone", text).with("vkey", SampleLog.VKEY).isUntold("inclusion"));
    cases.add(
        CorpusCase.of("proof-of-another-entry", LOG.proof(2).toString())
            .with("vkey", SampleLog.VKEY)
            .with("receipt", RECEIPT)
            .fails("inclusion"));
    cases.add(
        CorpusCase.of("proof-of-a-later-version", text.replace("@v1", "@v2"))
            .with("vkey", SampleLog.VKEY)
            .isUntold("file"));
    cases.add(
        CorpusCase.of("proof-with-index-03", text.replace("index 3", "index 03"))
            .with("vkey", SampleLog.VKEY)
            .fails("file"));
    cases.add(
        CorpusCase.of(
                "proof-with-a-huge-index", text.replace("index 3", "index 9223372036854775807"))
            .with("vkey", SampleLog.VKEY)
            .with("receipt", RECEIPT)
            .fails("inclusion"));
    cases.add(
        CorpusCase.of(
                "proof-with-an-index-beyond", text.replace("index 3", "index 9223372036854775808"))
            .with("vkey", SampleLog.VKEY)
            .fails("file"));
    cases.add(
        CorpusCase.of("receipt-stated-otherwise", RECEIPT)
            .with("vkey", SampleLog.VKEY)
            .with("receipt", ofUnknownType())
            .fails("stated"));
  }

  private void witnesses() {
    String witnessed =
        "log %s\nwitness harbour %s\nwitness station %s\ngroup both all harbour station\nquorum "
            .formatted(SampleLog.VKEY, HARBOUR.verifierKey(), STATION.verifierKey());
    String one =
        TlogProof.of(
                LOG.proof(Samples.INDEX).inclusion(),
                LOG.note().withSignatures(List.of(HARBOUR.cosign(LOG.checkpoint(), COSIGNED_AT))))
            .toString();
    for (String quorum : List.of("harbour", "station", "both", "none")) {
      CorpusCase added =
          CorpusCase.of("witnesses-" + quorum, one)
              .with("receipt", RECEIPT)
              .with("policy", witnessed + quorum + "\n");
      cases.add(
          quorum.equals("harbour") || quorum.equals("none") ? added : added.isUntold("witnesses"));
    }
    cases.add(
        CorpusCase.of("witnesses-whose-time-was-altered", one.replace("AAAAAGlX", "AAAAAGlY"))
            .with("receipt", RECEIPT)
            .with("policy", witnessed + "harbour\n")
            .isOpen());
    cases.add(
        CorpusCase.of("witnesses-without-a-quorum-line", one)
            .with("receipt", RECEIPT)
            .with("policy", "log " + SampleLog.VKEY + "\n")
            .isUntold("key"));
  }

  private void otherFiles() {
    cases.add(
        CorpusCase.of("other-text", "a letter\n").with("vkey", SampleLog.VKEY).isUntold("file"));
    cases.add(CorpusCase.of("other-empty", "").with("vkey", SampleLog.VKEY).isUntold("file"));
    cases.add(
        CorpusCase.of("other-json", "{\"a\":1}").with("vkey", SampleLog.VKEY).isUntold("file"));
  }
}

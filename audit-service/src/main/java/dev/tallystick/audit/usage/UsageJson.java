package dev.tallystick.audit.usage;

import dev.tallystick.audit.index.LabelIndex.Place;
import dev.tallystick.audit.sequencing.NoteJson;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TrieProof;
import dev.tallystick.tlog.TrieStep;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes a usage answer (docs/spec/usage-answer.md section 2), member by member. */
final class UsageJson {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final Map<Long, byte[]> entries;
  private final ByteArrayOutputStream out;

  /** Begins an answer with these entries, written already, by index. */
  UsageJson(Map<Long, byte[]> entries) {
    this.entries = entries;
    this.out = new ByteArrayOutputStream(4096 + entries.size() * 4096);
    text("{");
  }

  /** Entries that were sought, by index in this order: proved one by one, and no whole. */
  static byte[] selection(
      List<Long> order, Map<Long, byte[]> entries, SignedNote checkpoint, Optional<String> next) {
    UsageJson json = new UsageJson(entries);
    json.text("\"selection\":true,\"entries\":[");
    String separator = "{";
    for (long index : order) {
      json.text(separator);
      json.out.writeBytes(Objects.requireNonNull(entries.get(index)));
      json.text("}");
      separator = ",{";
    }
    json.text("],\"checkpoint\":" + NoteJson.quote(checkpoint.toString()));
    next.ifPresent(cursor -> json.text(",\"next\":\"" + cursor + "\""));
    json.text("}");
    return json.out.toByteArray();
  }

  /** The lists, the one asked for first. */
  void lists(List<ListPage> pages) {
    list(pages.get(0), entries);
    for (int i = 1; i < pages.size(); i++) {
      text(i == 1 ? ",\"linked\":[{" : ",{");
      list(pages.get(i), entries);
      text(i == pages.size() - 1 ? "}]" : "}");
    }
  }

  /** The list of reads in bulk, with its entries as those who read the answer may see them. */
  void bulkReads(ListPage page, Map<Long, byte[]> shown) {
    text(",\"bulkReads\":{");
    list(page, shown);
    text("}");
  }

  private void list(ListPage page, Map<Long, byte[]> opened) {
    ProvedList list = page.list();
    text("\"label\":\"" + list.label().hex() + "\",\"count\":" + list.count());
    list.value().ifPresentOrElse(value -> present(list, value), () -> absent(list.absence()));
    page.oldCount().ifPresent(count -> consistency("extension", "oldCount", list.extension(count)));
    text(",\"entries\":[");
    Map<Long, InclusionProof> places =
        list.proofs(page.shown().stream().map(Place::place).toList());
    String separator = "{";
    for (Place place : page.shown()) {
      InclusionProof proof = Objects.requireNonNull(places.get(place.place()));
      text(separator + "\"listIndex\":" + place.place() + ",");
      out.writeBytes(Objects.requireNonNull(opened.get(place.index())));
      text(",\"listProof\":" + ProvedEntries.hashes(proof.path()) + "}");
      separator = ",{";
    }
    text("]");
  }

  private void present(ProvedList list, IndexValue value) {
    text(",\"salt\":\"" + BASE64URL.encodeToString(value.salt().toByteArray()) + "\"");
    text(",\"listRoot\":\"" + value.listRoot().hex() + "\",\"trieProof\":{\"present\":true");
    path(list.presence());
    text("}");
  }

  private void absent(AbsenceProof proof) {
    text(",\"trieProof\":{\"present\":false");
    if (proof instanceof AbsenceProof.Neighbour neighbour) {
      text(",\"other\":{\"label\":\"" + neighbour.label().hex() + "\"");
      text(",\"value\":\"" + neighbour.value().hex() + "\"}");
      path(neighbour.proof());
    } else {
      text(",\"path\":[]");
    }
    text("}");
  }

  private void path(TrieProof proof) {
    StringBuilder json = new StringBuilder(",\"path\":[");
    String separator = "{\"bit\":";
    for (TrieStep step : proof.path()) {
      json.append(separator).append(step.position()).append(",\"hash\":\"");
      json.append(step.sibling().base64()).append("\"}");
      separator = ",{\"bit\":";
    }
    text(json.append(']').toString());
  }

  /** The index root, by its place in the log. */
  void root(long index) {
    text(",\"indexRoot\":{");
    out.writeBytes(Objects.requireNonNull(entries.get(index)));
    text("}");
  }

  /** That the checkpoint extends the one asked about. */
  void consistency(ConsistencyProof proof) {
    consistency("consistency", "oldSize", proof);
  }

  private void consistency(String name, String sizeName, ConsistencyProof proof) {
    text(",\"" + name + "\":{\"" + sizeName + "\":" + proof.oldSize());
    text(",\"path\":" + ProvedEntries.hashes(proof.path()) + "}");
  }

  void checkpoint(SignedNote note, Hash policyHash) {
    text(",\"checkpoint\":" + NoteJson.quote(note.toString()));
    text(",\"policyHash\":\"" + policyHash.hex() + "\"");
  }

  /** The whole answer. */
  byte[] end(String saved, Optional<String> next) {
    text(",\"saved\":\"" + saved + "\"");
    next.ifPresent(cursor -> text(",\"next\":\"" + cursor + "\""));
    text("}");
    return out.toByteArray();
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}

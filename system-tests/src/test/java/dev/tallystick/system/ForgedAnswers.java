package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.tally.corpus.CorpusCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Usage answers of a running suite, and what somebody could do to them who wants a use to be
 * overlooked: one case each, with the verdict that a verifier must come to.
 */
final class ForgedAnswers {
  private final byte[] policy;
  private final Answer sold;
  private final Answer other;
  private final Answer nobody;
  private final List<CorpusCase> cases = new ArrayList<>();

  /**
   * @param sold of somebody with several entries
   * @param other of somebody with at least one
   * @param nobody of somebody without
   */
  ForgedAnswers(byte[] policy, Answer sold, Answer other, Answer nobody) {
    this.policy = policy.clone();
    this.sold = sold;
    this.other = other;
    this.nobody = nobody;
  }

  /** All forgeries, and these answers as they are, which hold. */
  List<CorpusCase> with(Answer... honest) throws IOException {
    for (Answer answer : honest) {
      cases.add(of(answer.person(), answer.file(), answer));
    }
    int count = sold.json().get("entries").size();
    for (int i = 0; i < count; i++) {
      removed(i);
      altered(i);
      repeated(i);
      moved(i);
      if (i > 0) {
        reordered(i);
      }
    }
    empty();
    return cases;
  }

  private CorpusCase of(String name, byte[] file, Answer owner) {
    return owner.isOf(name, file).with("policy", policy);
  }

  private void forged(String name, JsonNode json, Answer owner) {
    cases.add(of(owner.person() + "-" + name, json.toString().getBytes(UTF_8), owner).fails(""));
  }

  private static ArrayNode entries(ObjectNode json) {
    return (ArrayNode) json.get("entries");
  }

  private void removed(int i) throws IOException {
    ObjectNode json = sold.json();
    entries(json).remove(i);
    forged("removed-" + i, json, sold);

    // And the list made to fit, as far as one can.
    json.put("count", entries(json).size());
    for (int at = 0; at < i; at++) {
      ObjectNode entry = (ObjectNode) entries(json).get(at);
      entry.put("listIndex", entry.get("listIndex").asInt() - 1);
    }
    forged("removed-and-renumbered-" + i, json, sold);
  }

  private void altered(int i) throws IOException {
    ObjectNode json = sold.json();
    ObjectNode opening = (ObjectNode) entries(json).get(i).get("opening");
    opening.put("recordedMillis", opening.get("recordedMillis").asLong() + 1);
    forged("time-altered-" + i, json, sold);

    json = sold.json();
    opening = (ObjectNode) entries(json).get(i).get("opening");
    JsonNode body = opening.get("body").get("value");
    if (body != null) {
      ((ObjectNode) body).put("time", "2026-01-01T00:00:00.000Z");
      forged("body-altered-" + i, json, sold);
      json = sold.json();
      opening = (ObjectNode) entries(json).get(i).get("opening");
      ((ObjectNode) opening.get("body")).remove("value");
      forged("body-removed-" + i, json, sold);
    }
  }

  private void repeated(int i) throws IOException {
    ObjectNode json = sold.json();
    entries(json).insert(i, entries(json).get(i).deepCopy());
    forged("repeated-" + i, json, sold);
  }

  private void reordered(int i) throws IOException {
    ObjectNode json = sold.json();
    entries(json).insert(i - 1, entries(json).remove(i));
    forged("reordered-" + i, json, sold);
  }

  /** To the list of somebody else, in place of an entry of theirs and beside it. */
  private void moved(int i) throws IOException {
    ObjectNode json = other.json();
    ObjectNode entry = (ObjectNode) sold.json().get("entries").get(i);
    entry.set("listIndex", entries(json).get(0).get("listIndex"));
    entries(json).set(0, entry);
    forged("in-place-" + i, json, other);

    json = other.json();
    entries(json).insert(0, sold.json().get("entries").get(i));
    forged("beside-" + i, json, other);
  }

  /** "Nothing" for somebody of whom there is something. */
  private void empty() throws IOException {
    cases.add(of("of-nobody", nobody.file(), sold).fails(""));
    cases.add(of("of-another", other.file(), sold).fails(""));

    ObjectNode json = nobody.json();
    json.set("label", sold.json().get("label"));
    forged("empty-by-name", json, sold);

    json = sold.json();
    json.set("entries", nobody.json().get("entries"));
    forged("without-entries", json, sold);

    json.put("count", 0);
    json.remove(List.of("salt", "listRoot"));
    json.set("trieProof", nobody.json().get("trieProof"));
    forged("empty-by-proof", json, sold);
  }
}

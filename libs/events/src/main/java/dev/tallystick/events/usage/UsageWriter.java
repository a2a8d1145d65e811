package dev.tallystick.events.usage;

import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.TrieProof;
import java.util.List;

/** Writes the JSON form of usage answers. */
final class UsageWriter {
  private UsageWriter() {}

  static JsonObject page(UsageAnswer answer) {
    JsonObject.Builder page = JsonObject.builder();
    list(page, answer.own());
    if (!answer.linked().isEmpty()) {
      page.put(
          "linked",
          JsonArray.of(
              answer.linked().stream()
                  .map(list -> list(JsonObject.builder(), list).build())
                  .toList()));
    }
    answer.consistency().ifPresent(proof -> page.put("consistency", consistency(proof, "oldSize")));
    return page.put("indexRoot", logged(answer.indexRoot()).build())
        .put("checkpoint", answer.checkpoint().toString())
        .put("policyHash", answer.policyHash().hex())
        .put("saved", answer.saved())
        .putIfPresent("next", answer.next())
        .build();
  }

  private static JsonObject.Builder list(JsonObject.Builder json, UsageList list) {
    json.put("label", list.label().hex()).put("count", list.count());
    if (list.proof() instanceof UsageProof.Present present) {
      json.put("salt", Base64Url.encode(present.value().salt().toByteArray()))
          .put("listRoot", present.value().listRoot().hex())
          .put("trieProof", trieProof(true, present.proof()).build());
    } else if (list.proof() instanceof UsageProof.Absent absent) {
      json.put("trieProof", absence(absent.proof()));
    }
    list.extension().ifPresent(proof -> json.put("extension", consistency(proof, "oldCount")));
    return json.put(
        "entries", JsonArray.of(list.entries().stream().map(UsageWriter::entry).toList()));
  }

  private static JsonObject absence(AbsenceProof proof) {
    if (proof instanceof AbsenceProof.Neighbour neighbour) {
      return trieProof(false, neighbour.proof())
          .put(
              "other",
              JsonObject.builder()
                  .put("label", neighbour.label().hex())
                  .put("value", neighbour.value().hex())
                  .build())
          .build();
    }
    return trieProof(false, new TrieProof(List.of())).build();
  }

  private static JsonObject.Builder trieProof(boolean present, TrieProof proof) {
    return JsonObject.builder()
        .put("present", present)
        .put(
            "path",
            JsonArray.of(
                proof.path().stream()
                    .map(
                        step ->
                            JsonObject.builder()
                                .put("bit", step.position())
                                .put("hash", step.sibling().base64())
                                .build())
                    .toList()));
  }

  private static JsonObject entry(ListedEntry entry) {
    return logged(entry.logged())
        .put("listIndex", entry.listIndex())
        .put("listProof", path(entry.place().path()))
        .build();
  }

  private static JsonObject.Builder logged(LoggedOpening logged) {
    return JsonObject.builder()
        .put("index", logged.index())
        .put("opening", logged.opening().toJson())
        .put("inclusionProof", path(logged.inclusion().path()));
  }

  private static JsonObject consistency(ConsistencyProof proof, String sizeName) {
    return JsonObject.builder()
        .put(sizeName, proof.oldSize())
        .put("path", path(proof.path()))
        .build();
  }

  private static JsonArray path(List<Hash> hashes) {
    return JsonArray.ofStrings(hashes.stream().map(Hash::base64).toList());
  }
}

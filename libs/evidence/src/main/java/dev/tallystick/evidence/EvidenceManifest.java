package dev.tallystick.evidence;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The first member of a bundle: its format, its question, and the digest of each other member. */
final class EvidenceManifest {
  static final String NAME = "manifest.json";
  static final String FORMAT = "tallystick-evidence/v1";

  private static final String ANY_FORMAT = "tallystick-evidence/";
  private static final String MEMBERS = "members";

  private EvidenceManifest() {}

  /** The manifest's one spelling for these members. */
  static byte[] write(EvidenceQuestion question, Map<String, byte[]> members) {
    List<JsonObject> listed = new ArrayList<>();
    members.forEach(
        (name, bytes) -> {
          if (!name.equals(NAME)) {
            listed.add(line(name, bytes));
          }
        });
    return CanonicalJson.messageBytes(
        JsonObject.builder()
            .put("format", FORMAT)
            .put("question", question.toJson())
            .put(MEMBERS, JsonArray.of(listed))
            .build());
  }

  private static JsonObject line(String name, byte[] bytes) {
    return JsonObject.builder()
        .put("name", name)
        .put("sha256", Hash.sha256(bytes).hex())
        .put("size", bytes.length)
        .build();
  }

  /** Reads which question a manifest names. */
  static EvidenceQuestion question(byte[] manifest)
      throws MalformedBundleException, UnknownBundleException {
    JsonObject json = read(manifest);
    String format = json.findString("format").orElse("");
    if (format.startsWith(ANY_FORMAT) && !format.equals(FORMAT)) {
      throw new UnknownBundleException("an evidence bundle of another version than v1");
    }
    if (!format.equals(FORMAT)) {
      throw new MalformedBundleException("manifest.json: format is " + FORMAT);
    }
    Optional<JsonObject> question = json.findObject("question");
    if (question.isEmpty()) {
      throw new MalformedBundleException("manifest.json: question is missing");
    }
    return EvidenceQuestion.read(question.get());
  }

  /** The first thing in which a manifest is not that of these members. */
  static Optional<String> difference(EvidenceQuestion question, Map<String, byte[]> members)
      throws MalformedBundleException {
    byte[] manifest = Objects.requireNonNull(members.get(NAME));
    byte[] expected = write(question, members);
    if (Arrays.equals(manifest, expected)) {
      return Optional.empty();
    }
    List<JsonObject> told =
        read(manifest).findArray(MEMBERS).stream()
            .flatMap(array -> array.items().stream())
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList();
    for (JsonObject line : told) {
      String name = line.findString("name").orElse("");
      byte[] bytes = members.get(name);
      if (bytes == null) {
        return Optional.of("it names %s, which is not there".formatted(name));
      }
      if (!line(name, bytes).equals(line)) {
        return Optional.of("the digest of %s is another one".formatted(name));
      }
    }
    for (JsonObject line : lines(expected)) {
      if (!told.contains(line)) {
        return Optional.of("it does not name " + line.getString("name"));
      }
    }
    return Optional.of("it is not written in its one form");
  }

  private static List<JsonObject> lines(byte[] manifest) throws MalformedBundleException {
    return read(manifest).getArray(MEMBERS).items().stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject read(byte[] manifest) throws MalformedBundleException {
    try {
      if (CanonicalJson.parseMessage(manifest) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      // Told below, like JSON that is no object.
    }
    throw new MalformedBundleException("manifest.json: no JSON object");
  }
}

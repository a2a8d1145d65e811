package dev.tallystick.evidence;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.evidence.document.BundleManifest;
import dev.tallystick.evidence.document.BundleMember;
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

  private EvidenceManifest() {}

  /** The manifest's one spelling for these members. */
  static byte[] write(EvidenceQuestion question, Map<String, byte[]> members) {
    return CanonicalJson.messageBytes(
        new BundleManifest(FORMAT, question.toJson(), lines(members)).toJson());
  }

  private static List<BundleMember> lines(Map<String, byte[]> members) {
    List<BundleMember> listed = new ArrayList<>();
    members.forEach(
        (name, bytes) -> {
          if (!name.equals(NAME)) {
            listed.add(line(name, bytes));
          }
        });
    return listed;
  }

  private static BundleMember line(String name, byte[] bytes) {
    return new BundleMember(name, Hash.sha256(bytes), bytes.length);
  }

  /** Reads which question a manifest names. */
  static EvidenceQuestion question(byte[] manifest)
      throws MalformedBundleException, UnknownBundleException {
    BundleManifest.Partial told = read(manifest);
    String format = told.format().orElse("");
    if (format.startsWith(ANY_FORMAT) && !format.equals(FORMAT)) {
      throw new UnknownBundleException("an evidence bundle of another version than v1");
    }
    if (!format.equals(FORMAT)) {
      throw new MalformedBundleException("manifest.json: format is " + FORMAT);
    }
    Optional<JsonObject> question = told.question();
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
    List<BundleMember.Partial> told = read(manifest).members();
    for (BundleMember.Partial line : told) {
      String name = line.name().orElse("");
      byte[] bytes = members.get(name);
      if (bytes == null) {
        return Optional.of("it names %s, which is not there".formatted(name));
      }
      if (!line(name, bytes).toJson().equals(line.object())) {
        return Optional.of("the digest of %s is another one".formatted(name));
      }
    }
    for (BundleMember line : lines(members)) {
      if (!told.contains(new BundleMember.Partial(line.toJson()))) {
        return Optional.of("it does not name " + line.name());
      }
    }
    return Optional.of("it is not written in its one form");
  }

  private static BundleManifest.Partial read(byte[] manifest) throws MalformedBundleException {
    try {
      if (CanonicalJson.parseMessage(manifest) instanceof JsonObject object) {
        return new BundleManifest.Partial(object);
      }
    } catch (MalformedJsonException e) {
      // Told below, like JSON that is no object.
    }
    throw new MalformedBundleException("manifest.json: no JSON object");
  }
}

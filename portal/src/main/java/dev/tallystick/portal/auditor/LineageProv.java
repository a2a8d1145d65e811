package dev.tallystick.portal.auditor;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.document.LineageOrigin;
import dev.tallystick.portal.document.LineageRelease;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A lineage as W3C PROV-JSON: deposits and releases are entities, parties agents, each release the
 * act of whoever gave it.
 */
final class LineageProv implements LineageExport {
  private static final String NAMESPACE = "urn:tallystick:";
  private static final String PREFIX = "tally:";

  @Override
  public byte[] write(LineageAnswer.Partial answer) {
    Map<String, JsonValue> entities = new TreeMap<>();
    Map<String, JsonValue> activities = new TreeMap<>();
    Map<String, JsonValue> derived = new TreeMap<>();
    Map<String, JsonValue> generated = new TreeMap<>();
    Map<String, JsonValue> attributed = new TreeMap<>();
    Map<String, JsonValue> associated = new TreeMap<>();
    Set<String> parties = new TreeSet<>();
    for (LineageOrigin.Partial deposit : answer.deposits()) {
      String id = entity(deposit.event().orElse(""));
      entities.put(
          id,
          attributes("deposit")
              .putIfPresent(PREFIX + "chunk", deposit.chunk())
              .putIfPresent(PREFIX + "recordedAt", deposit.recordedAt())
              .build());
      if (deposit.from().isPresent()) {
        parties.add(deposit.from().get());
        attributed.put("_:at-" + deposit.event().orElse(""), by(id, deposit.from().get()));
      }
    }
    for (LineageRelease.Partial release : answer.releases()) {
      String event = release.event().orElse("");
      String id = entity(event);
      entities.put(
          id,
          attributes("release")
              .putIfPresent(PREFIX + "release", release.release())
              .putIfPresent(PREFIX + "step", release.step())
              .putIfPresent(PREFIX + "to", release.to())
              .putIfPresent(PREFIX + "purpose", release.purpose())
              .putIfPresent(PREFIX + "recordedAt", release.recordedAt())
              .putIfPresent(PREFIX + "payloadDigest", release.payloadDigest())
              .build());
      release.to().ifPresent(parties::add);
      Optional<String> from = release.from();
      if (from.isPresent()) {
        parties.add(from.get());
        String act = PREFIX + "act-" + event;
        activities.put(
            act, JsonObject.builder().putIfPresent("prov:endTime", release.recordedAt()).build());
        generated.put("_:gen-" + event, pair("prov:entity", id, "prov:activity", act));
        associated.put(
            "_:as-" + event, pair("prov:activity", act, "prov:agent", agent(from.get())));
        attributed.put("_:at-" + event, by(id, from.get()));
      }
      int number = 0;
      for (String source : LineageParts.madeOf(release)) {
        entities.putIfAbsent(entity(source), attributes("entry").build());
        derived.put(
            "_:der-" + event + "-" + number++,
            pair("prov:generatedEntity", id, "prov:usedEntity", entity(source)));
      }
    }
    Map<String, JsonValue> agents = new TreeMap<>();
    parties.forEach(
        party -> agents.put(agent(party), JsonObject.builder().put("prov:label", party).build()));
    return document(
        new TreeMap<>(
            Map.of(
                "entity", entities,
                "activity", activities,
                "agent", agents,
                "wasDerivedFrom", derived,
                "wasGeneratedBy", generated,
                "wasAttributedTo", attributed,
                "wasAssociatedWith", associated)));
  }

  private static byte[] document(Map<String, Map<String, JsonValue>> parts) {
    JsonObject.Builder json =
        JsonObject.builder().put("prefix", JsonObject.builder().put("tally", NAMESPACE).build());
    parts.forEach(
        (name, members) -> {
          if (!members.isEmpty()) {
            json.put(name, JsonObject.of(members));
          }
        });
    return CanonicalJson.messageBytes(json.build());
  }

  private static JsonObject.Builder attributes(String kind) {
    return JsonObject.builder().put(PREFIX + "kind", JsonString.of(kind));
  }

  private static JsonObject by(String entity, String party) {
    return pair("prov:entity", entity, "prov:agent", agent(party));
  }

  private static JsonObject pair(String name, String value, String other, String otherValue) {
    return JsonObject.builder().put(name, value).put(other, otherValue).build();
  }

  private static String entity(String event) {
    return PREFIX + "entry-" + event;
  }

  private static String agent(String party) {
    return PREFIX + "party-" + party;
  }
}

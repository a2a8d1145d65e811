package dev.tallystick.portal.kept;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.KeptRecord;
import dev.tallystick.portal.document.KeptRecords;
import dev.tallystick.portal.document.OlderVersion;
import dev.tallystick.portal.kept.KeptRecordView.Field;
import dev.tallystick.portal.kept.KeptRecordView.Group;
import dev.tallystick.portal.kept.KeptRecordView.Older;
import dev.tallystick.portal.kept.KeptRecordView.Standing;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes records readable. */
final class KeptRecordViews {
  private final ReaderText text;
  private final Names names;
  private final KeptMessages say;

  KeptRecordViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(KeptMessages.class, text.locale());
  }

  /** By company, in the order of their names. */
  List<Group> of(KeptRecords.Partial answer) {
    Map<String, List<KeptRecordView>> byProvider = new TreeMap<>();
    for (KeptRecord.Partial record : answer.records()) {
      String provider = record.provider().map(names::of).orElse("?");
      byProvider.computeIfAbsent(provider, any -> new ArrayList<>()).add(view(record));
    }
    return byProvider.entrySet().stream()
        .map(each -> new Group(each.getKey(), each.getValue()))
        .toList();
  }

  /** The record with this number, if it is the first of the answer. */
  Optional<KeptRecordView> first(KeptRecords.Partial answer, String id) {
    return answer.records().stream()
        .findFirst()
        .filter(record -> record.record().filter(id::equals).isPresent())
        .map(this::view);
  }

  private KeptRecordView view(KeptRecord.Partial record) {
    List<String> marks = new ArrayList<>();
    record.restricted().ifPresent(why -> marks.add(Words.of(text.locale()).of("restricted", why)));
    if (record.disputed().orElse(false)) {
      marks.add(say.disputed());
    }
    if (record.sourceConflict().orElse(false)) {
      marks.add(say.conflict());
    }
    if (record.version().orElse(1) > 1) {
      marks.add(say.corrected(record.version().getAsLong() - 1));
    }
    record.expiresOn().ifPresent(day -> marks.add(say.until(text.dayOf(day))));
    return new KeptRecordView(
        record.record().orElse("?"),
        record.provider().map(names::of).orElse("?"),
        Words.of(text.locale()).category(record.category().orElse("?")),
        marks,
        new Standing(record.restricted().isPresent(), record.disputed().orElse(false)),
        record.statement(),
        fields(record.content()),
        record.before().stream().map(this::older).toList());
  }

  private Older older(OlderVersion.Partial version) {
    return new Older(
        version.replacedAt().map(text::dayOfInstant).orElse("?"), fields(version.content()));
  }

  private static List<Field> fields(Optional<JsonObject> content) {
    List<Field> fields = new ArrayList<>();
    add("", content.orElse(JsonObject.EMPTY), fields);
    return fields;
  }

  /** Members of members have the names of both. */
  private static void add(String prefix, JsonObject object, List<Field> fields) {
    object.forEach(
        (name, value) -> {
          if (value instanceof JsonObject inner) {
            add(prefix + name + ".", inner, fields);
          } else {
            fields.add(new Field(prefix + name, said(value)));
          }
        });
  }

  private static String said(JsonValue value) {
    return value instanceof JsonString string ? string.value() : CanonicalJson.text(value);
  }
}

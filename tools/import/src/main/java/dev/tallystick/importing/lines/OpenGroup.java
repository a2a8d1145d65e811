package dev.tallystick.importing.lines;

import dev.tallystick.events.json.JsonValue;
import dev.tallystick.importing.mapping.GroupKey;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.RecordForm;
import dev.tallystick.importing.mapping.RowField;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.RowValues;
import dev.tallystick.importing.mapping.SummaryForm;
import dev.tallystick.party.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of one thing, such as an invoice, until the last of them has come. One row that cannot be
 * read spoils the group: a record of the others would say something that is not so.
 */
final class OpenGroup {
  private static final String DIFFERS = "PERSON_DIFFERS";

  private final Mapping mapping;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Accumulator> totals = new LinkedHashMap<>();
  private final List<Long> lines = new ArrayList<>();
  private Optional<Identifier> person = Optional.empty();
  private Optional<Identifier> other = Optional.empty();
  private Optional<RowRefusedException> flaw = Optional.empty();
  private int flawed;

  OpenGroup(Mapping mapping) {
    this.mapping = mapping;
    mapping.records().forEach(form -> drafts.add(new Draft(form)));
    mapping
        .summary()
        .map(SummaryForm::totals)
        .orElse(Map.of())
        .forEach((name, field) -> totals.put(name, new Accumulator(field)));
  }

  void add(RowValues row) {
    lines.add(row.line());
    if (flaw.isPresent()) {
      return;
    }
    try {
      Identifier owner = mapping.person().of(row);
      if (person.isPresent() && !person.get().equals(owner)) {
        throw new RowRefusedException(DIFFERS, mapping.group().map(GroupKey::column).orElse(""));
      }
      person = Optional.of(owner);
      if (other.isEmpty() && mapping.also().isPresent()) {
        other = mapping.also().get().of(row);
      }
      for (Draft draft : drafts) {
        draft.add(row);
      }
      for (Accumulator total : totals.values()) {
        total.add(row);
      }
    } catch (RowRefusedException e) {
      flaw = Optional.of(e);
      flawed = lines.size() - 1;
    }
  }

  /** The lines that its rows begin in. */
  List<Long> lines() {
    return lines;
  }

  /** What is wrong with one of its rows. */
  Optional<RowRefusedException> flaw() {
    return flaw;
  }

  /** Which of its rows is at fault, from 0. */
  int flawed() {
    return flawed;
  }

  Identifier person() {
    return person.orElseThrow();
  }

  /** Its person by two identifiers, if a row has the second one. */
  Optional<KnownTwice> knownTwice() {
    return other.map(number -> new KnownTwice(person(), number));
  }

  List<Draft> drafts() {
    return drafts;
  }

  Map<String, Accumulator> totals() {
    return totals;
  }

  /** A record in the making. */
  static final class Draft {
    private final RecordForm form;
    private final Map<String, Accumulator> fields = new LinkedHashMap<>();
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private Optional<Instant> observedAt = Optional.empty();

    Draft(RecordForm form) {
      this.form = form;
      form.fields().forEach((name, field) -> fields.put(name, new Accumulator(field)));
    }

    private void add(RowValues row) throws RowRefusedException {
      if (observedAt.isEmpty()) {
        observedAt = Optional.of(form.observedAt().of(row));
        member("adverse", form.adverse(), row);
        member("priorNoticeAt", form.priorNoticeAt(), row);
        member("endedOn", form.endedOn(), row);
      }
      for (Accumulator field : fields.values()) {
        field.add(row);
      }
    }

    private void member(String name, Optional<RowField> field, RowValues row)
        throws RowRefusedException {
      if (field.isPresent()) {
        field.get().of(row).ifPresent(value -> members.put(name, value));
      }
    }

    String category() {
      return form.category();
    }

    Instant observedAt() {
      return observedAt.orElseThrow();
    }

    /** The members of the line beside its fields. */
    Map<String, JsonValue> members() {
      return members;
    }

    Map<String, JsonValue> fields() throws RowRefusedException {
      Map<String, JsonValue> values = new LinkedHashMap<>();
      for (Map.Entry<String, Accumulator> field : fields.entrySet()) {
        field.getValue().value().ifPresent(value -> values.put(field.getKey(), value));
      }
      return values;
    }
  }
}

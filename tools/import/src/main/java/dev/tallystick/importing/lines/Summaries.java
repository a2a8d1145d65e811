package dev.tallystick.importing.lines;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.SummaryForm;
import dev.tallystick.party.Identifier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What all rows of a person add up to, in the months up to the newest row of the file. In memory is
 * a handful of numbers a person. For one thread.
 */
final class Summaries {
  private final SummaryForm form;
  private final RecordLines lines;
  private final Instant from;
  private final Instant to;
  private final Map<Identifier, Map<String, Accumulator>> people = new LinkedHashMap<>();
  private final Map<Identifier, RowRefusedException> flaws = new HashMap<>();

  Summaries(SummaryForm form, RecordLines lines, Instant newest) {
    this.form = form;
    this.lines = lines;
    this.to = newest;
    // Months of the calendar in UTC, so that whoever recomputes it needs to know no zone.
    this.from = newest.atZone(ZoneOffset.UTC).minusMonths(form.months()).toInstant();
  }

  /** Adds a group that was observed then; outside of the months it changes nothing. */
  void add(Identifier person, Instant observedAt, Map<String, Accumulator> totals) {
    if (!observedAt.isAfter(from) || observedAt.isAfter(to)) {
      return;
    }
    Map<String, Accumulator> known =
        people.computeIfAbsent(
            person,
            any -> {
              Map<String, Accumulator> fresh = new LinkedHashMap<>();
              form.totals().forEach((name, field) -> fresh.put(name, new Accumulator(field)));
              return fresh;
            });
    try {
      for (Map.Entry<String, Accumulator> total : totals.entrySet()) {
        Objects.requireNonNull(known.get(total.getKey())).addAll(total.getValue());
      }
    } catch (RowRefusedException e) {
      flaws.putIfAbsent(person, e);
    }
  }

  Iterable<Identifier> people() {
    return people.keySet();
  }

  /**
   * The line of one person; nothing if the totals tell nothing.
   *
   * @throws RowRefusedException if the person's rows do not add up
   */
  Optional<JsonObject> line(Identifier person) throws RowRefusedException {
    RowRefusedException flaw = flaws.get(person);
    if (flaw != null) {
      throw flaw;
    }
    Map<String, Long> totals = new LinkedHashMap<>();
    for (Map.Entry<String, Accumulator> total :
        Objects.requireNonNull(people.get(person)).entrySet()) {
      totals.put(total.getKey(), total.getValue().number());
    }
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    form.fields()
        .forEach(
            (name, field) ->
                field
                    .of(total -> Objects.requireNonNull(totals.get(total)))
                    .ifPresent(value -> fields.put(name, new JsonInteger(value))));
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(lines.of(person, form.category(), to, fields, Map.of()));
  }
}

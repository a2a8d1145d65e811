package dev.tallystick.importing.lines;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.lines.Outcomes.Kind;
import dev.tallystick.importing.lines.Outcomes.Reason;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.RowValues;
import dev.tallystick.importing.rows.DataFile;
import dev.tallystick.importing.rows.Rows;
import dev.tallystick.importing.rows.UnreadableFileException;
import dev.tallystick.party.Identifier;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Makes the lines of an import from a file, in one pass: a line a record when its last row has
 * come, a bare line for each prohibited row, and at the end a line a person. The same file gives
 * the same lines. In memory are the groups whose rows have not all come, and the totals of people.
 */
public final class LineMaker {
  private static final String MALFORMED = "ROW_MALFORMED";
  private static final String INCOMPLETE = "GROUP_INCOMPLETE";
  private static final String EMPTY = "RECORD_EMPTY";

  private final Mapping mapping;
  private final Survey survey;
  private final Screening screening;
  private final RecordLines lines;
  private final LineSink sink;
  private final Outcomes outcomes;
  private final Map<String, OpenGroup> open = new LinkedHashMap<>();
  private final Set<KnownTwice> knownTwice = new LinkedHashSet<>();
  private final Optional<Summaries> summaries;

  /** Makes lines of a file that was surveyed, and gives them to the sink. */
  public LineMaker(Mapping mapping, Survey survey, LineSink sink) {
    this(mapping, survey, sink, new Outcomes());
  }

  /** The same, of rows that are few: its outcomes name each row that became no record. */
  public static LineMaker ofFew(Mapping mapping, Survey survey, LineSink sink) {
    return new LineMaker(mapping, survey, sink, new Outcomes(Integer.MAX_VALUE));
  }

  private LineMaker(Mapping mapping, Survey survey, LineSink sink, Outcomes outcomes) {
    this.outcomes = outcomes;
    this.mapping = mapping;
    this.survey = survey;
    this.screening = new Screening(mapping);
    this.lines = new RecordLines(mapping);
    this.sink = sink;
    this.summaries =
        mapping
            .summary()
            .flatMap(form -> survey.newest().map(newest -> new Summaries(form, lines, newest)));
  }

  /**
   * Makes all lines.
   *
   * @param progress is told now and then how many bytes were read
   */
  public Outcomes make(DataFile file, LongConsumer progress)
      throws IOException, InterruptedException, UnreadableFileException, RefusedException {
    try (Rows rows = file.open()) {
      for (Optional<Rows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        outcomes.row();
        take(row.get());
        if (outcomes.rows() % 1_000 == 0) {
          progress.accept(rows.position());
        }
      }
      progress.accept(rows.position());
    }
    if (summaries.isPresent()) {
      summarise(summaries.get());
    }
    return outcomes;
  }

  /** The customers of the records that the file knows by two identifiers, in its order. */
  public Set<KnownTwice> knownTwice() {
    return Collections.unmodifiableSet(knownTwice);
  }

  /** How many rows were read so far. */
  public long rows() {
    return outcomes.rows();
  }

  private void take(Rows.Row row) throws IOException, InterruptedException, RefusedException {
    if (row.values().isEmpty()) {
      refuse(MALFORMED, "", row.line());
      return;
    }
    RowValues values = row.values().get();
    try {
      Optional<Reason> turnedAway = screening.turnsAway(values);
      if (turnedAway.isPresent()) {
        leave(turnedAway.get(), row.line());
        return;
      }
    } catch (RowRefusedException e) {
      refuse(e.code(), e.column(), row.line());
      return;
    }
    if (mapping.group().isEmpty()) {
      OpenGroup single = new OpenGroup(mapping);
      single.add(values);
      close(single);
      return;
    }
    String key;
    try {
      key = mapping.group().get().of(values);
    } catch (RowRefusedException e) {
      refuse(e.code(), e.column(), row.line());
      return;
    }
    open.computeIfAbsent(key, any -> new OpenGroup(mapping)).add(values);
    if (survey.ends().isLast(key, row.number())) {
      OpenGroup whole = open.remove(key);
      if (whole != null) {
        close(whole);
      }
    }
  }

  private void leave(Reason reason, long row)
      throws IOException, InterruptedException, RefusedException {
    outcomes.leave(reason, row);
    if (reason.kind() == Kind.PROHIBITED) {
      sink.take(RecordLines.prohibited(reason.code()), 1, row);
    }
  }

  private void close(OpenGroup group) throws IOException, InterruptedException, RefusedException {
    if (group.flaw().isPresent()) {
      spoil(group, group.flaw().get(), group.flawed());
      return;
    }
    List<JsonObject> made;
    try {
      made = records(group);
    } catch (RowRefusedException e) {
      spoil(group, e, 0);
      return;
    }
    for (int i = 0; i < made.size(); i++) {
      outcomes.record(made.get(i).getString("category"));
      sink.take(made.get(i), i == 0 ? group.lines().size() : 0, group.lines().get(0));
    }
    group.knownTwice().ifPresent(knownTwice::add);
    summaries.ifPresent(
        people -> people.add(group.person(), group.drafts().get(0).observedAt(), group.totals()));
  }

  private List<JsonObject> records(OpenGroup group) throws RowRefusedException {
    List<JsonObject> made = new ArrayList<>();
    for (OpenGroup.Draft draft : group.drafts()) {
      var fields = draft.fields();
      if (fields.isEmpty()) {
        throw new RowRefusedException(EMPTY, "");
      }
      made.add(
          lines.of(group.person(), draft.category(), draft.observedAt(), fields, draft.members()));
    }
    return made;
  }

  /**
   * The row at fault is named with its fault, those that go with it as such.
   *
   * @param at which of the group's rows is at fault, from 0
   */
  private void spoil(OpenGroup group, RowRefusedException flaw, int at) {
    refuse(flaw.code(), flaw.column(), group.lines().get(at));
    // Rows without a person are at fault each by itself.
    boolean alike = flaw.code().equals("PERSON_MISSING");
    for (int i = 0; i < group.lines().size(); i++) {
      if (i != at) {
        refuse(alike ? flaw.code() : INCOMPLETE, alike ? flaw.column() : "", group.lines().get(i));
      }
    }
  }

  private void refuse(String code, String column, long row) {
    outcomes.leave(new Reason(Kind.REFUSED, code, column), row);
  }

  private void summarise(Summaries people)
      throws IOException, InterruptedException, RefusedException {
    for (Identifier person : people.people()) {
      try {
        Optional<JsonObject> line = people.line(person);
        if (line.isPresent()) {
          outcomes.record(line.get().getString("category"));
          sink.take(line.get(), 0, 0);
        }
      } catch (RowRefusedException e) {
        refuse(e.code(), e.column(), 0);
      }
    }
  }
}

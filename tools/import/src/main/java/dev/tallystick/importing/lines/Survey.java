package dev.tallystick.importing.lines;

import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.RecordForm;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.RowValues;
import dev.tallystick.importing.rows.DataFile;
import dev.tallystick.importing.rows.Rows;
import dev.tallystick.importing.rows.UnreadableFileException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What must be known of a whole file before its first line can be made: where groups end, and when
 * its newest row was observed. Finds out also whether the file can be read to its end.
 */
public final class Survey {
  private final GroupEnds ends = new GroupEnds();
  private Optional<Instant> newest = Optional.empty();
  private long rows;

  private Survey() {}

  /**
   * Reads the whole file once.
   *
   * @param progress is told now and then how many bytes were read
   */
  public static Survey of(DataFile file, Mapping mapping, LongConsumer progress)
      throws IOException, UnreadableFileException {
    Survey survey = new Survey();
    Screening screening = new Screening(mapping);
    try (Rows rows = file.open()) {
      for (Optional<Rows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        survey.rows++;
        if (row.get().values().isPresent()) {
          survey.note(mapping, screening, row.get().values().get());
        }
        if (survey.rows % 1_000 == 0) {
          progress.accept(rows.position());
        }
      }
    }
    return survey;
  }

  private void note(Mapping mapping, Screening screening, RowValues row) {
    try {
      if (screening.turnsAway(row).isPresent()) {
        return;
      }
      noteGroup(mapping, row);
      mapping.person().of(row);
      for (RecordForm form : mapping.records()) {
        Instant observed = form.observedAt().of(row);
        if (newest.isEmpty() || observed.isAfter(newest.get())) {
          newest = Optional.of(observed);
        }
      }
    } catch (RowRefusedException e) {
      // The second pass counts it; here it only does not say when it was.
      return;
    }
  }

  private void noteGroup(Mapping mapping, RowValues row) {
    if (mapping.group().isPresent()) {
      try {
        ends.note(mapping.group().get().of(row), row.number());
      } catch (RowRefusedException e) {
        // Of no group; the second pass refuses it.
        return;
      }
    }
  }

  GroupEnds ends() {
    return ends;
  }

  /** When the newest row was observed that is not turned away and whose person is named. */
  public Optional<Instant> newest() {
    return newest;
  }

  /** How many rows the file has. */
  public long rows() {
    return rows;
  }
}

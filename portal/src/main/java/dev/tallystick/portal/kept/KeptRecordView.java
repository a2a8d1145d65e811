package dev.tallystick.portal.kept;

import java.util.List;
import java.util.Optional;

/**
 * A record as a page shows it.
 *
 * @param id its number
 * @param category what kind of data it is
 * @param marks what is to be known about it, each a few words
 * @param statement the reader's own words, which travel with it
 * @param fields what it says
 */
public record KeptRecordView(
    String id,
    String category,
    List<String> marks,
    Optional<String> statement,
    List<Field> fields) {
  /** Copies the lists. */
  public KeptRecordView {
    marks = List.copyOf(marks);
    fields = List.copyOf(fields);
  }

  /** A member of a record, as it stands there. */
  public record Field(String name, String value) {}

  /** The records of one company. */
  public record Group(String provider, List<KeptRecordView> records) {
    /** Copies the list. */
    public Group {
      records = List.copyOf(records);
    }
  }
}

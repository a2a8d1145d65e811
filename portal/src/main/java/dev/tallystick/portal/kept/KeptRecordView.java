package dev.tallystick.portal.kept;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Optional;

/**
 * A record as a page shows it.
 *
 * @param id its number
 * @param provider who has deposited it
 * @param category what kind of data it is
 * @param marks what is to be known about it, each a few words
 * @param standing what the reader may do with it
 * @param statement the reader's own words, which travel with it
 * @param fields what it says
 * @param before what it said before it was corrected, the original first
 */
@TemplateData
public record KeptRecordView(
    String id,
    String provider,
    String category,
    List<String> marks,
    Standing standing,
    Optional<String> statement,
    List<Field> fields,
    List<Older> before) {
  /** Copies the lists. */
  public KeptRecordView {
    marks = List.copyOf(marks);
    fields = List.copyOf(fields);
    before = List.copyOf(before);
  }

  /** A member of a record, as it stands there. */
  public record Field(String name, String value) {}

  /**
   * What may be done with it.
   *
   * @param restricted whether it is kept and not used
   * @param disputed whether the reader objects to it
   */
  public record Standing(boolean restricted, boolean disputed) {}

  /** A version that was replaced, and when. */
  @TemplateData
  public record Older(String until, List<Field> fields) {
    /** Copies the list. */
    public Older {
      fields = List.copyOf(fields);
    }
  }

  /** The records of one company. */
  public record Group(String provider, List<KeptRecordView> records) {
    /** Copies the list. */
    public Group {
      records = List.copyOf(records);
    }
  }
}

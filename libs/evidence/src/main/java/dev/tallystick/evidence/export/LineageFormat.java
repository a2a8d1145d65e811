package dev.tallystick.evidence.export;

import dev.tallystick.evidence.lineage.LineageAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which a lineage answer is exported here. Parquet is tools/analysis's. */
public enum LineageFormat {
  /** The answer itself, as canonical JSON. */
  JSON("application/json", ".json"),
  /** The table, RFC 4180 with a header. */
  CSV("text/csv; charset=utf-8", ".csv"),
  /** W3C PROV-JSON. */
  PROV("application/json", ".prov.json"),
  /** OpenLineage run events, one a line. */
  OPENLINEAGE("application/x-ndjson", ".openlineage.ndjson");

  private final String mediaType;
  private final String extension;

  LineageFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The format of this name in lower case. */
  public static Optional<LineageFormat> find(String name) {
    return Stream.of(values()).filter(format -> format.wireName().equals(name)).findFirst();
  }

  /** Its name in options and addresses. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How HTTP names it. */
  public String mediaType() {
    return mediaType;
  }

  /** How its files end. */
  public String extension() {
    return extension;
  }

  /** Writes an answer; the same answer gives the same bytes. */
  public byte[] write(LineageAnswer answer) {
    return switch (this) {
      case JSON -> answer.toJson();
      case CSV -> LineageCsv.write(LineageTable.of(answer));
      case PROV -> LineageProv.write(LineageTable.of(answer));
      case OPENLINEAGE -> LineageEvents.write(LineageTable.of(answer));
    };
  }
}

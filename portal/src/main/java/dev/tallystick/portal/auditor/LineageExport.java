package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.LineageAnswer;
import java.util.Locale;
import java.util.Optional;

/** Writes what is on the page of a lineage as a file that other programs read. */
interface LineageExport {
  /** The file. */
  byte[] write(LineageAnswer.Partial answer);

  /** Forms of files. */
  enum Form {
    /** A line for each release and deposit. */
    CSV("csv", "text/csv;charset=UTF-8"),
    /** The answer of the service. */
    JSON("json", "application/json"),
    /** W3C PROV-JSON. */
    PROV("prov.json", "application/json"),
    /** OpenLineage events. */
    OPENLINEAGE("openlineage.json", "application/json");

    private final String ending;
    private final String mediaType;

    Form(String ending, String mediaType) {
      this.ending = ending;
      this.mediaType = mediaType;
    }

    /** The form with this name. */
    static Optional<Form> find(String name) {
      for (Form form : values()) {
        if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }

    String fileName() {
      return "lineage." + ending;
    }

    String mediaType() {
      return mediaType;
    }
  }
}

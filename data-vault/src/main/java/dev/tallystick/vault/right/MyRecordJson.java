package dev.tallystick.vault.right;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.SaltedText;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A record as the person it is about sees it. */
@Schema(name = "MyRecord")
record MyRecordJson(
    String record,
    @Schema(description = "The party that has deposited it.") String provider,
    String category,
    @Schema(
            description =
                "Version of its category's schema that it was judged by, see /v1/schemas; absent of"
                    + " records from before there were schemas.")
        @Nullable Integer schema,
    @Schema(description = "1 as it was deposited, one more for each correction.") int version,
    @Schema(
            description = "Why it is kept and not used.",
            enumeration = {"CONSENT_WITHDRAWN", "ERASURE", "OBJECTION", "RETENTION_HOLD"})
        @Nullable String restricted,
    boolean disputed,
    @Schema(
            description =
                "Whether another source states otherwise; then it is released with that mark.")
        boolean sourceConflict,
    @Schema(description = "The person's own words, which travel with it.")
        @Nullable String statement,
    @Schema(description = "The deposit it came with.") String chunk,
    int line,
    @Schema(description = "The first day on which it is shown no more.")
        @Nullable LocalDate expiresOn,
    @Schema(description = "Salt of its digest.") String salt,
    @Schema(
            description = "What is kept: with source, basis and the time of observation.",
            type = SchemaType.OBJECT,
            implementation = Object.class)
        @JsonRawValue
        String content,
    @Schema(description = "The versions that were replaced, the original first.")
        List<OlderVersionJson> before) {
  static MyRecordJson of(MyRecords.Seen seen) {
    KeptRecord record = seen.record();
    return new MyRecordJson(
        record.id(),
        record.source(),
        record.category(),
        record.schemaVersion() == 0 ? null : record.schemaVersion(),
        record.version(),
        record.restricted().orElse(null),
        record.isDisputed(),
        record.isContradicted(),
        record.marks().stream()
            .flatMap(mark -> mark.statement().stream())
            .map(SaltedText::text)
            .findFirst()
            .orElse(null),
        record.chunk(),
        record.line(),
        record.expiresOn().orElse(null),
        Base64.getUrlEncoder().withoutPadding().encodeToString(record.salt().toByteArray()),
        CanonicalJson.text(record.content()),
        seen.before().stream().map(OlderVersionJson::of).toList());
  }

  @Override
  public String toString() {
    return "MyRecordJson[redacted]";
  }
}

package dev.tallystick.vault.right;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.SaltedText;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as the person it is about sees it. */
record MyRecordJson(
    String record,
    String provider,
    String category,
    @Nullable Integer schema,
    int version,
    @Nullable String restricted,
    boolean disputed,
    boolean sourceConflict,
    @Nullable String statement,
    String chunk,
    int line,
    @Nullable LocalDate expiresOn,
    String salt,
    @JsonRawValue String content,
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

package dev.tallystick.gateway.consent;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person is asked for, and the words in which they are. */
public record PersonAskRequestJson(
    @NotNull @Valid PersonJson person,
    @NotNull @Pattern(regexp = Forms.PARTY) String bureau,
    @Pattern(regexp = "ONWARD|QUERY|WRITTEN_FINANCIAL") @Nullable String kind,
    @NotNull @Pattern(regexp = Forms.CODE) String purpose,
    @NotEmpty @Size(max = 64) List<@NotNull @Pattern(regexp = Forms.CODE) String> categories,
    @NotNull @Pattern(regexp = Forms.NOT_BLANK) @Size(max = 200) String method,
    @NotNull @Pattern(regexp = Forms.PERIOD) String retention,
    @NotNull Instant validUntil,
    @Min(1) @Nullable Long useLimit,
    @NotNull @Pattern(regexp = Forms.NOT_BLANK) @Size(max = 20_000) String noticeText,
    @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,35}") String language,
    @Size(max = 200) @Nullable String contact,
    @Size(max = 500) @Nullable String rightsRoute) {
  @Override
  public String toString() {
    return "PersonAskRequestJson[redacted]";
  }
}

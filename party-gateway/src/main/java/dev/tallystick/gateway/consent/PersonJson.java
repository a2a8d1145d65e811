package dev.tallystick.gateway.consent;

import dev.tallystick.party.Identifier;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By which the party knows a person. Only the vault gets to see it. */
public record PersonJson(
    @NotNull @Pattern(regexp = "CUSTOMER_NO|ID_CARD|PHONE") String scheme,
    @NotNull @Pattern(regexp = Forms.NOT_BLANK) @Size(max = 128) String value,
    @Pattern(regexp = Forms.PARTY) @Nullable String platform) {

  /** Forms of fields that several requests have. */
  public static final class Forms {
    /** A party's id. */
    public static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";

    /** A word of a rule pack. */
    public static final String CODE = "[A-Z][A-Z0-9._-]{0,63}";

    /** A period of ISO 8601. */
    public static final String PERIOD = "P[0-9YMWDTHS]{2,30}";

    /** A UUIDv7, as it stands in ids behind their prefix. */
    public static final String UUID7 =
        "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    /** Not only blanks. */
    public static final String NOT_BLANK = "\\S(.*\\S)?";

    private Forms() {}
  }

  /** As the vault is told. */
  public Identifier toIdentifier() {
    return new Identifier(scheme, value, Optional.ofNullable(platform));
  }

  @Override
  public String toString() {
    return "PersonJson[redacted]";
  }
}

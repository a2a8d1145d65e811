package dev.tallystick.bureau.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a year costs, on the wire. */
final class CostJson {
  private static final String CODE = "[A-Z][A-Z0-9._-]{0,63}";
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final long MOST = 1_000_000_000_000L;

  private CostJson() {}

  /**
   * A year of traffic.
   *
   * @param repeats how many of the inquiries are about somebody who was asked about that day
   * @param directPerInquiry what one answer cost before, in minor units
   * @param morePerYear what a year costs beside the fees
   * @param claimedIncrease in hundredths of a per cent; 800 unless told otherwise
   */
  record RequestJson(
      @Pattern(regexp = PARTY) @Nullable String bureau,
      @NotNull @Pattern(regexp = CODE) String userClass,
      @NotNull @Min(1) @Max(MOST) Long inquiries,
      @Min(0) @Max(MOST) @Nullable Long repeats,
      @Min(0) @Max(1_000_000) @Nullable Long directPerInquiry,
      @Min(0) @Max(MOST) @Nullable Long morePerYear,
      @Min(0) @Max(1_000_000) @Nullable Integer claimedIncrease) {}

  /**
   * What the year costs by one line of a tariff that is in force.
   *
   * @param benchmark what the state's centre asks for the same
   * @param increase over what it cost before, in hundredths of a per cent
   */
  record LineJson(
      String bureau,
      String tariff,
      long version,
      String line,
      String product,
      String currency,
      long price,
      long charged,
      long fees,
      long total,
      @Nullable Long benchmark,
      @Nullable Long increase,
      @Nullable Boolean withinClaim) {}

  /** All lines for the class, and what the year cost before. */
  record AnswerJson(
      @Nullable Long before, int claimedIncrease, String benchmarkSource, List<LineJson> costs) {}
}

package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.tariff.TariffLine.Buyer;
import dev.tallystick.bureau.tariff.TariffRepository.Published;
import dev.tallystick.events.Timestamps;
import dev.tallystick.party.account.ShareSplit.Shares;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tariffs on the wire. */
final class TariffJson {
  private static final String CODE = "[A-Z][A-Z0-9._-]{0,63}";
  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final String PRODUCT =
      "prd_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private TariffJson() {}

  /** Who pays. */
  enum Payer {
    RECIPIENT,
    SUBJECT
  }

  /** Whether the same is charged again on one local day. */
  enum Dedup {
    LOCAL_DAY,
    NONE
  }

  /** One price. */
  record LineJson(
      @NotNull @Pattern(regexp = NAME) String line,
      @NotNull Payer payer,
      @Pattern(regexp = PRODUCT) @Nullable String product,
      @Pattern(regexp = CODE) @Nullable String service,
      @NotNull @Pattern(regexp = CODE) String userClass,
      @NotNull @Min(0) @Max(9_007_199_254_740_991L) Long amount,
      @Nullable Dedup dedup,
      @Min(1) @Max(10_000) @Nullable Integer sourceShare,
      @Min(1) @Max(10_000) @Nullable Integer modelShare) {

    TariffLine toLine(int position) {
      boolean sold = payer == Payer.RECIPIENT;
      String object = sold ? product : service;
      if (object == null || (sold ? service : product) != null) {
        throw BureauProblem.ofField(
            BureauProblemCode.TARIFF_INVALID,
            "lines[" + position + "]",
            "a RECIPIENT pays for a product, a SUBJECT for a service");
      }
      if (!sold && (sourceShare != null || modelShare != null)) {
        throw BureauProblem.ofField(
            BureauProblemCode.TARIFF_INVALID,
            "lines[" + position + "]",
            "shares are of what a RECIPIENT pays");
      }
      return new TariffLine(
          line,
          sold
              ? new Buyer.Recipient(
                  new ProductId(object), new Shares(orNone(sourceShare), orNone(modelShare)))
              : new Buyer.Subject(object),
          userClass,
          amount,
          dedup != Dedup.NONE);
    }

    private static long orNone(@Nullable Integer share) {
      return share == null ? 0 : share;
    }

    private static @Nullable Integer told(long share) {
      return share == 0 ? null : Math.toIntExact(share);
    }

    static LineJson of(TariffLine line) {
      return new LineJson(
          line.name(),
          line.product().isPresent() ? Payer.RECIPIENT : Payer.SUBJECT,
          line.product().map(ProductId::value).orElse(null),
          line.service().orElse(null),
          line.userClass(),
          line.amount(),
          line.oncePerDay() ? Dedup.LOCAL_DAY : Dedup.NONE,
          told(line.shares().source()),
          told(line.shares().model()));
    }
  }

  /** All prices of a bureau. */
  record RequestJson(
      @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
      @Nullable Instant effectiveFrom,
      @NotNull @Size(min = 1, max = 256) List<@NotNull @Valid LineJson> lines) {

    TariffTerms toTerms(Instant now) {
      Instant from = effectiveFrom == null ? now : effectiveFrom;
      List<TariffLine> read =
          IntStream.range(0, lines.size()).mapToObj(at -> lines.get(at).toLine(at)).toList();
      return new TariffTerms(currency, from.truncatedTo(ChronoUnit.MILLIS), read);
    }
  }

  /** A published version and where the log has it. */
  record ShownJson(
      String tariff,
      long version,
      String bureau,
      String currency,
      String effectiveFrom,
      List<LineJson> lines,
      String eventId,
      long index) {
    static ShownJson of(Published published) {
      BureauTariff tariff = published.tariff();
      TariffTerms terms = tariff.terms();
      return new ShownJson(
          tariff.id().value(),
          tariff.version(),
          tariff.bureau().value(),
          terms.currency(),
          Timestamps.format(terms.effectiveFrom().toEpochMilli()),
          terms.lines().stream().map(LineJson::of).toList(),
          published.eventId(),
          published.index());
    }
  }

  /** What a bureau has published. */
  record AllJson(String bureau, List<ShownJson> tariffs) {}
}

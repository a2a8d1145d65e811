package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountParty.Side;
import dev.tallystick.bureau.account.AccountStatementEntity.Kind;
import dev.tallystick.bureau.account.AccountStatementRepository.Issued;
import dev.tallystick.bureau.tariff.Tariffs;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.events.type.TariffLine;
import dev.tallystick.party.account.TariffHistory;
import dev.tallystick.party.account.TariffKey;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/settlements}: what bureaus owe platforms, for the two sides of each. */
@Path("/v1/settlements")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class SettlementResource {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final String MONTH = "20[0-9]{2}-(0[1-9]|1[0-2])";

  private final AccountStatementRepository statements;
  private final Tariffs tariffs;
  private final AccountParty parties;

  SettlementResource(AccountStatementRepository statements, Tariffs tariffs, AccountParty parties) {
    this.statements = statements;
    this.tariffs = tariffs;
    this.parties = parties;
  }

  @GET
  @RolesAllowed({"bureau", "platform"})
  public SettlementJson.AllJson list(
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String bureau,
      @QueryParam("to") @Pattern(regexp = PARTY) @Nullable String to,
      @QueryParam("month") @Pattern(regexp = MONTH) @Nullable String month) {
    Side side = parties.of(bureau);
    TariffHistory history = tariffs.history(side.bureau());
    List<SettlementJson.ShownJson> shown =
        statements
            .issued(
                side.bureau(),
                Kind.SETTLEMENT,
                side.orNamed(to),
                Optional.ofNullable(month).map(each -> YearMonth.parse(each).atDay(1)))
            .stream()
            .map(issued -> shown(issued, history))
            .toList();
    return new SettlementJson.AllJson(side.bureau().value(), shown);
  }

  private static SettlementJson.ShownJson shown(Issued issued, TariffHistory history) {
    SettlementIssued data = SettlementIssued.read(issued.data());
    List<SettlementJson.LineJson> lines =
        data.lines().stream()
            .map(
                line ->
                    new SettlementJson.LineJson(
                        line.tariff().value(),
                        line.line(),
                        history
                            .latestLine(new TariffKey(line.tariff().value(), line.line()))
                            .flatMap(TariffLine::product)
                            .map(ProductId::value)
                            .orElse(null),
                        line.sources(),
                        line.sourceAmount(),
                        line.models(),
                        line.modelAmount()))
            .toList();
    return new SettlementJson.ShownJson(
        issued.id(),
        data.from(),
        data.to(),
        data.periodFrom().toString(),
        data.periodTo().toString(),
        data.total().currency(),
        data.total().amount(),
        lines,
        issued.eventId(),
        issued.index());
  }
}

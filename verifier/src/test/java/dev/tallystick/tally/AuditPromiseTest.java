package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.Sale;
import dev.tallystick.tlog.Hash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each way in which releases can break what the parties were promised. */
class AuditPromiseTest {
  private static final String UNKNOWN = "019c12f6-3488-75cc-a32a-156c60513999";

  @TempDir private Path folder;
  private final Market market = Market.afterASale();

  @Test
  void releaseAfterTheWithdrawal() {
    long version = market.log().version("consent/" + Market.QUERY);
    market.withdraw();
    market.log().pretend("consent/" + Market.QUERY, version);
    market.sale().release2();

    assertFails(
        "guards", "rests on consent/%s at version 1, which is at 2".formatted(Market.QUERY));
  }

  @Test
  void decisionThatWasNoLongerGood() {
    long millis = market.log().nextMillis();
    market.sale().decide("notAfter", Sale.time(millis - 1)).release2();

    assertFails(
        "decisions",
        "recorded at %d, its decision was good from %d to %d"
            .formatted(millis, millis, millis - 1));
  }

  @Test
  void decisionOfADryRun() {
    market.sale().decide("dryRun", JsonBoolean.TRUE).release2();

    assertFails("decisions", "its decision is not a permit of consent-service");
  }

  @Test
  void decisionAboutSomethingElse() {
    for (String claim : List.of("to", "purpose", "product", "recipientKey")) {
      Market other = Market.afterASale();
      other.sale().decide(claim, JsonString.of("x")).release2();

      Run run = AuditSamples.audit(folder, other);

      assertThat(run.line("decisions"))
          .as(claim)
          .endsWith(": its decision says otherwise in " + claim);
    }
  }

  @Test
  void decisionThatRestsOnOtherGuards() {
    JsonObject guard = JsonObject.builder().put("key", "pack/cn").put("version", 0).build();
    market.sale().decide("guards", JsonArray.of(List.of(guard))).release2();

    assertFails("decisions", "it does not rest on the guards that its decision rests on");
  }

  @Test
  void decisionByAKeyThatTheLogDoesNotKnow() {
    market.signWithAnotherKey(Market.CONSENT_SERVICE);
    market.sale().release2();

    assertFails(
        "decisions",
        "its decision is not signed by a key of consent-service that the log has registered: the"
            + " key is not trusted");
  }

  @Test
  void saleThatItsSellerDidNotSign() {
    market.signWithAnotherKey(Market.BUREAU);
    market.sale().release2();

    assertFails("halves", "the seller's half does not hold: ");
  }

  @Test
  void saleThatItsBuyerDidNotAskFor() {
    market.signWithAnotherKey(Market.BANK);
    market.sale().release2();

    assertFails("halves", "the buyer's request does not hold: ");
  }

  @Test
  void saleByASellerWhoseKeyWasRevoked() {
    market.revokeKey(Market.BUREAU);
    market.sale().release2();

    assertFails("halves", "the seller's half does not hold: ");
  }

  @Test
  void releaseWithoutAMandate() {
    market.sale().release1("agr_" + UNKNOWN);

    assertFails("halves", "its agreement was not filed before by its discloser");
  }

  @Test
  void releaseOfADepositThatNobodyMade() {
    market.sale().release1From(EventId.fromString(UNKNOWN));

    assertFails("halves", "it names a deposit that its discloser had not made before");
  }

  @Test
  void releaseOfADepositOfAnotherPlatform() {
    market.sale().release1From(market.deposit("ride-west"));

    assertFails("halves", "it names a deposit that its discloser had not made before");
  }

  @Test
  void releaseOfItsDisclosersDepositsHolds() {
    market.sale().release1From(market.deposit(Market.PLATFORM), market.deposit(Market.PLATFORM));

    assertThat(AuditSamples.audit(folder, market).line("halves")).startsWith("halves | holds");
  }

  @Test
  void acknowledgementOfAnotherPayload() {
    Sale.Released release = market.sale().to(Market.BANK);
    JsonObject.Builder other = JsonObject.builder();
    release
        .data()
        .forEach(
            (name, value) ->
                other.put(
                    name,
                    name.equals("payloadDigest")
                        ? JsonString.of(Hash.sha256("other".getBytes(UTF_8)).hex())
                        : value));
    market.acknowledge(Market.PERSON, release.id(), release.index(), other.build());

    assertFails(
        "halves", "it acknowledges another release than the one at %d".formatted(release.index()));
  }

  @Test
  void acknowledgementThatItsRecipientDidNotSign() {
    market.signWithAnotherKey(Market.BANK);
    market.sale().acknowledge(Market.BANK);

    assertFails("halves", "the acknowledgement does not hold: ");
  }

  @Test
  void saleThatRestsOnARecordOfAnotherPerson() {
    long parent = market.sale().to(Market.BUREAU).index();
    market.sale().release2(Market.NEIGHBOUR, 100);

    assertFails("chain", "its parent at index %d is about another person".formatted(parent));
  }

  @Test
  void feeThatIsNotTheTariffs() {
    market.sale().release2(Market.PERSON, 90);

    assertFails("fees", "its fee of 90 is not the line of the tariff, which is 100");
  }

  @Test
  void feeOfATariffThatIsNotInForceYet() {
    Example dearer =
        Example.of("tariff.published")
            .with("version", 2)
            .with("effectiveFrom", Sale.time(market.log().nextMillis() + 3_600_000));
    market
        .log()
        .append("tariff.published", Optional.empty(), dearer.with("lines", lines(90)).json());
    market.sale().release2(Market.PERSON, 90);

    assertFails("fees", "its fee of 90 is not the line of the tariff, which is 100");
  }

  @Test
  void feeOfTheTariffThatCameIntoForceHolds() {
    Example cheaper =
        Example.of("tariff.published")
            .with("version", 2)
            .with("effectiveFrom", Sale.time(market.log().nextMillis()));
    market
        .log()
        .append("tariff.published", Optional.empty(), cheaper.with("lines", lines(90)).json());
    market.sale().release2(Market.PERSON, 90);

    assertThat(AuditSamples.audit(folder, market).line("fees")).startsWith("fees | holds | 2 fees");
  }

  private static JsonArray lines(long amount) {
    JsonArray lines = (JsonArray) Example.of("tariff.published").json().find("lines").orElseThrow();
    JsonObject.Builder line = JsonObject.builder();
    ((JsonObject) lines.get(0))
        .forEach(
            (name, value) ->
                line.put(name, name.equals("amount") ? new JsonInteger(amount) : value));
    return JsonArray.of(List.of(line.build()));
  }

  /** The last entry breaks the promise, and the audit says so. */
  private void assertFails(String check, String rule) {
    Run run = AuditSamples.audit(folder, market);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line(check))
        .as(run.out())
        .startsWith(
            "%s | does not hold | entry %d: %s".formatted(check, market.log().size() - 1, rule));
  }
}

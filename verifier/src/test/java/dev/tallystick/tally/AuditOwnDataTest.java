package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.Sale;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that persons get of their own data, and breaches that they are told of, are audited. */
class AuditOwnDataTest {
  private static final long FEE = 500;
  private static final String OTHER = "sub_bojcqiww4ssd4wydrutfbacqpm";
  private static final String BUREAU = EventLabels.ofParty(Market.BUREAU).hex();

  @TempDir private Path folder;
  private final Market market = Market.afterASale();

  @BeforeEach
  void begin() {
    activate("cn-2022");
    JsonObject line =
        JsonObject.builder()
            .put("line", "own-report")
            .put("payer", "SUBJECT")
            .put("service", "SELF_REPORT")
            .put("userClass", "PERSON")
            .put("amount", FEE)
            .put("dedup", "NONE")
            .build();
    append(
        "tariff.published",
        Example.of("tariff.published")
            .with("party", Market.BUREAU)
            .with("version", 7)
            .with("effectiveFrom", Sale.time(market.log().nextMillis() - 20_000))
            .with("lines", JsonArray.of(List.of(line))));
  }

  private void activate(String id) {
    Pack pack = ShippedPacks.get(id);
    append(
        "pack.activated",
        Example.of("pack.activated")
            .with("pack", pack.id())
            .with("version", pack.version())
            .with("digest", pack.digest().hex())
            .with("effectiveFrom", Sale.time(market.log().nextMillis() - 20_000)));
  }

  private long append(String type, Example data) {
    return market.log().append(type, Optional.empty(), data.json());
  }

  private long report(long ordinal, String channel, long fee) {
    return report(Market.PERSON, ordinal, channel, fee, List.of());
  }

  /** A report that is counted under these tokens too. */
  private long report(
      String person, long ordinal, String channel, long fee, List<String> countedToo) {
    JsonObject money = JsonObject.builder().put("amount", fee).put("currency", "CNY").build();
    Example data =
        Example.of("self-report.issued")
            .with("bureau", Market.BUREAU)
            .with("year", 2026)
            .with("ordinal", ordinal)
            .with("channel", channel)
            .with("fee", money);
    String[] guards =
        Stream.concat(Stream.of(person), countedToo.stream())
            .map(token -> "self-report/" + BUREAU + "/" + EventLabels.ofSubject(token).hex())
            .toArray(String[]::new);
    return market.log().append("self-report.issued", Optional.of(person), data.json(), guards);
  }

  private Run audit() {
    return AuditSamples.audit(folder, market, "--rules");
  }

  @Test
  void r40_reportsOfAnHonestBureauHold() {
    report(1, "COUNTER", 0);
    report(2, "ONLINE", 0);
    report(3, "COUNTER", FEE);

    assertThat(audit().line("reports")).startsWith("reports | holds | 3 reports");
  }

  @Test
  void r40_aFeeForAFreeReportIsFound() {
    report(1, "COUNTER", 0);
    long charged = report(2, "COUNTER", FEE);

    assertThat(audit().line("reports"))
        .startsWith(
            "reports | does not hold | entry %d: it cost 500, and by the pack and the tariff it costs 0"
                .formatted(charged));
  }

  @Test
  void r40_anotherFeeThanThePublishedOneIsFound() {
    report(1, "COUNTER", 0);
    report(2, "COUNTER", 0);
    long dear = report(3, "COUNTER", FEE + 1);

    assertThat(audit().line("reports"))
        .startsWith("reports | does not hold | entry %d: it cost 501".formatted(dear));
  }

  @Test
  void r40_aReportThatIsCountedTwiceIsFound() {
    report(1, "COUNTER", 0);
    long skipped = report(3, "COUNTER", FEE);

    assertThat(audit().line("reports"))
        .startsWith(
            "reports | does not hold | entry %d: it is said to be number 3 of 2026, and is number 2"
                .formatted(skipped));
  }

  /** A second token is worth no further free reports, and none is counted under a stranger's. */
  @Test
  void r40_reportsUnderLinkedTokensAreOnePersons() {
    report(1, "COUNTER", 0);
    long unused =
        market
            .log()
            .append(
                "identity.linked",
                Optional.of(Market.PERSON),
                Example.of("identity.linked").with("linked", OTHER).json());
    report(OTHER, 2, "COUNTER", 0, List.of(Market.PERSON));
    report(Market.PERSON, 3, "COUNTER", FEE, List.of(OTHER));
    assertThat(audit().line("reports")).startsWith("reports | holds | 3 reports");

    long alone = report(OTHER, 2, "COUNTER", 0, List.of());

    assertThat(audit().line("reports"))
        .startsWith(
            "reports | does not hold | entry %d: it is counted under other tokens"
                .formatted(alone));
  }

  @Test
  void r40_onlineIsFreeByThePackInForce() {
    activate("cn-2025");
    report(1, "ONLINE", 0);
    report(2, "ONLINE", 0);
    report(3, "ONLINE", 0);

    assertThat(audit().line("reports")).startsWith("reports | holds");
  }

  @Test
  void r55_whatPeopleAreToldIsWhatWasSaid() {
    append("breach.detected", Example.of("breach.detected"));
    append("breach.authority-told", Example.of("breach.authority-told"));
    long ignored =
        market
            .log()
            .append(
                "breach.people-told",
                Optional.of(Market.PERSON),
                Example.of("breach.people-told").json());
    assertThat(ignored).isPositive();
    assertThat(audit().line("breaches")).startsWith("breaches | holds | 2 notices");

    long milder =
        market
            .log()
            .append(
                "breach.people-told",
                Optional.of(Market.PERSON),
                Example.of("breach.people-told").with("harm", "None.").json());

    assertThat(audit().line("breaches"))
        .startsWith(
            "breaches | does not hold | entry %d: its hash is not that of what it tells"
                .formatted(milder));
  }

  @Test
  void r55_anAuthorityThatWasToldSomethingElseIsFound() {
    append("breach.detected", Example.of("breach.detected"));
    long other =
        append(
            "breach.authority-told",
            Example.of("breach.authority-told").with("noticeDigest", "ab".repeat(32)));

    assertThat(audit().line("breaches"))
        .startsWith(
            "breaches | does not hold | entry %d: it tells something else than was said of the breach"
                .formatted(other));
  }
}

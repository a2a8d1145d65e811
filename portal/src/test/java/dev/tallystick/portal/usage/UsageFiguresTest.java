package dev.tallystick.portal.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.UseData;
import dev.tallystick.portal.usage.FiguresView.Earned;
import dev.tallystick.portal.usage.FiguresView.PartyCount;
import dev.tallystick.web.ReaderText;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class UsageFiguresTest {
  /** A Monday. */
  private static final Instant NOW = Instant.parse("2026-03-02T06:02:00Z");

  private static final List<LoggedUse> ENTRIES =
      List.of(
          entry(NOW, "data.denied", "{\"caller\":\"bank-hill\"}"),
          entry(
              NOW,
              "data.released",
              "{\"from\":\"bureau-north\",\"to\":\"bank-riverside\",\"fee\":{\"amount\":100,\"currency\":\"CNY\"}}"),
          entry(
              NOW.minus(Duration.ofDays(7)),
              "fee.reversed",
              "{\"from\":\"bureau-north\",\"fee\":{\"amount\":40,\"currency\":\"CNY\"}}"),
          entry(NOW.minus(Duration.ofDays(7)), "audit.read", "{\"kind\":\"SUBJECT\"}"),
          entry(NOW.minus(Duration.ofDays(365)), "data.denied", "{\"caller\":\"bank-hill\"}"));

  @Test
  void figures_countByWeekPartyAndMoney() {
    FiguresView figures = figures(ENTRIES);

    assertThat(figures.sum())
        .isEqualTo(
            "In the last twelve weeks data about you was handed over 1 times, looked at 1 times,"
                + " and refused 1 times.");
    assertThat(figures.weeks()).hasSize(12);
    assertThat(figures.weeks().get(11).shared()).isEqualTo(1);
    assertThat(figures.weeks().get(10).looks()).isEqualTo(1);
    assertThat(figures.parties())
        .containsExactly(new PartyCount("bank-riverside", 1, 0), new PartyCount("Hill Bank", 0, 2));
    assertThat(figures.earned()).containsExactly(new Earned("bureau-north", "¥0.60", 1, 100));
  }

  @Test
  void drawing_hasABarForEachNumberOfTheTable() {
    FiguresView figures = figures(ENTRIES);

    assertThat(figures.bars()).hasSize(3);
    for (FiguresView.Bar bar : figures.bars()) {
      assertThat(bar.height()).isPositive();
      assertThat(bar.kind().equals("refused") ? bar.y() : bar.y() + bar.height())
          .as(bar.kind())
          .isEqualTo(figures.line());
    }
    assertThat(figures(List.of()).bars()).isEmpty();
  }

  private static FiguresView figures(List<LoggedUse> entries) {
    ReaderText text = new ReaderText(Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), NOW);
    return new UsageFigures(text, new Names(Map.of("bank-hill", "Hill Bank"))).of(entries);
  }

  private static LoggedUse entry(Instant at, String type, String data) {
    try {
      JsonObject object = (JsonObject) CanonicalJson.parseMessage(data.getBytes(UTF_8));
      return new LoggedUse(1, at, type, "", new UseData.Partial(object));
    } catch (Exception e) {
      throw new AssertionError(data, e);
    }
  }
}

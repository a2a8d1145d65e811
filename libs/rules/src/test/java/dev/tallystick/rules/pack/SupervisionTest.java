package dev.tallystick.rules.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pack says of joint loans and of how often lenders may ask. */
class SupervisionTest {
  private static final String SHIPPED = ShippedPacks.get("cn-2022").digest().hex();

  private static String over(String yaml) {
    return "pack: cn-test\nextends: {pack: cn-2022, digest: %s}\n%s\n".formatted(SHIPPED, yaml);
  }

  private static Pack parse(String yaml) throws InvalidPackException {
    return Pack.parse(over(yaml).getBytes(UTF_8), ShippedPacks.shelf());
  }

  @Test
  void shippedPacks_callWhatBureausEnforceEnforced_andHaveItsNumbers() {
    for (Pack pack : ShippedPacks.all()) {
      for (String rule : List.of("R48", "R67")) {
        assertThat(pack.rule(rule).enforced()).as(pack + " " + rule).contains("BUREAU");
      }
      assertThat(pack.leastPartnerShare()).isEqualTo(3_000);
      assertThat(pack.explanationAnswer()).isEqualTo(Period.ofDays(15));
      QueryLimits limits = pack.queryLimits().orElseThrow();
      assertThat(limits.party()).isEqualTo(new QueryLimits.Limit(6_000, Duration.ofMinutes(1)));
      assertThat(limits.staff()).isEqualTo(new QueryLimits.Limit(120, Duration.ofMinutes(10)));
      assertThat(limits.suspension())
          .isEqualTo(new QueryLimits.Suspension(200, Duration.ofHours(24)));
    }
  }

  /** Who runs an earlier text goes on as before: the share was enforced, and nobody was counted. */
  @Test
  void packThatDoesNotSay_hasTheUsualShare_andNoLimit() {
    for (Pack earlier : ShippedPacks.earlier()) {
      assertThat(earlier.leastPartnerShare()).as(earlier.toString()).isEqualTo(3_000);
      assertThat(earlier.explanationAnswer()).isEqualTo(Period.ofDays(20));
      assertThat(earlier.queryLimits()).as(earlier.toString()).isEmpty();
    }
  }

  @Test
  void packThatIsLaidOver_changesOneNumber_orTakesTheLimitsAway() throws InvalidPackException {
    assertThat(parse("coLending: {partnerShareFromBasisPoints: 2000}").leastPartnerShare())
        .isEqualTo(2_000);
    assertThat(parse("queries: {party: {most: 5}}").queryLimits().orElseThrow().party())
        .isEqualTo(new QueryLimits.Limit(5, Duration.ofMinutes(1)));
    assertThat(parse("queries: null").queryLimits()).isEmpty();
  }

  @Test
  void wrongNumbers_areRefusedWithPathAndRule() {
    assertRefused(
        "queries: {party: {window: PT0.5S}}",
        "queries.party.window is a number of seconds, one at least");
    assertRefused(
        "queries: {suspension: {lasts: PT0H}}", "queries.suspension.lasts is longer than nothing");
    assertRefused(
        "coLending: {partnerShareFromBasisPoints: 10001}",
        "coLending.partnerShareFromBasisPoints is a number from 0 to 10000");
  }

  private static void assertRefused(String yaml, String message) {
    InvalidPackException refused =
        catchThrowableOfType(InvalidPackException.class, () -> parse(yaml));
    assertThat(refused).as(yaml).hasMessage(message);
  }
}

package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ShippedPacks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may give a consent and bring it, and how long it may last. */
class ConsentLimitsTest {
  private static final List<String> ITEMS =
      List.copyOf(ShippedPacks.get("cn-2022").consentKind("QUERY").orElseThrow().items());

  private final World world = World.standard();

  private Optional<String> check(String retention, Instant until, ConsentDraft.Origin origin) {
    String notice = world.id("ntc");
    world.append(
        "notice.presented",
        Optional.of(World.ALICE),
        Json.object(
            "notice",
            notice,
            "kind",
            "QUERY",
            "discloser",
            World.BUREAU,
            "recipient",
            World.BANK,
            "textHash",
            World.HASH,
            "language",
            "en",
            "items",
            ITEMS,
            "highlighted",
            true,
            "channel",
            "SELF"));
    ConsentDraft draft =
        new ConsentDraft(
            world.id("con"),
            "QUERY",
            World.ALICE,
            Optional.of(World.BUREAU),
            List.of(World.BANK),
            List.of("LOAN_APPROVAL"),
            new TreeSet<>(Set.of("SHOPPING.AGGREGATE")),
            new ConsentDraft.Terms(
                "sealed",
                retention,
                "ELECTRONIC_WRITTEN",
                world.now(),
                until,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty()),
            new ConsentDraft.Told(
                notice, Optional.empty(), false, Optional.empty(), Optional.empty()),
            ConsentDraft.Conditions.NONE,
            origin);
    return ConsentRules.check(world.state(), draft, world.now(), world.shelf())
        .refusal()
        .map(Decision.Refusal::code);
  }

  private Optional<String> by(ConsentDraft.Origin origin) {
    return check("P1Y", world.now().plus(Duration.ofDays(30)), origin);
  }

  private static ConsentDraft.Origin born(String day, boolean guardian) {
    return new ConsentDraft.Origin(Optional.empty(), Optional.of(LocalDate.parse(day)), guardian);
  }

  /** R23: the fourteenth birthday begins at midnight in Shanghai. */
  @Test
  void r23_underFourteenAGuardianConsents() {
    Instant birthday = Instant.parse("2026-03-04T16:00:00Z");

    world.at(birthday.minusMillis(1));
    assertThat(by(born("2012-03-05", false))).contains("GUARDIAN_CONSENT_REQUIRED");
    assertThat(by(born("2012-03-05", true))).isEmpty();
    world.at(birthday);
    assertThat(by(born("2012-03-05", false))).isEmpty();
    assertThat(by(ConsentDraft.Origin.SELF)).as("no age known").isEmpty();
  }

  @Test
  void collector_isASideThatMayCollect() {
    assertThat(by(collected(World.BANK))).isEmpty();
    assertThat(by(collected(World.HARBOUR))).as("no side").contains("CONSENT_COLLECTOR_UNFIT");
    assertThat(by(collected(World.BUREAU)))
        .as("a side whose role may not")
        .contains("CONSENT_COLLECTOR_UNFIT");
  }

  private static ConsentDraft.Origin collected(String party) {
    return new ConsentDraft.Origin(Optional.of(party), Optional.empty(), false);
  }

  @Test
  void term_packMayLimitHowLongAConsentLastsAndLetsKeep() {
    Instant year = world.now().plus(Duration.ofDays(365));
    assertThat(check("P5Y", year, ConsentDraft.Origin.SELF)).as("cn-2022").isEmpty();
    world.on(Packs.shelf());
    world.activate(
        Packs.over("consents: {kinds: {QUERY: {maxValidity: P90D, maxRetention: P6M}}}\n"),
        world.now());
    Instant ninety = world.now().plus(Duration.ofDays(90));

    assertThat(check("P6M", ninety, ConsentDraft.Origin.SELF)).isEmpty();
    assertThat(check("P6M", ninety.plusMillis(1), ConsentDraft.Origin.SELF))
        .contains("CONSENT_TERM_TOO_LONG");
    assertThat(check("P6M1D", ninety, ConsentDraft.Origin.SELF)).contains("CONSENT_TERM_TOO_LONG");
    assertThat(check("PT12H", ninety, ConsentDraft.Origin.SELF)).isEmpty();
  }
}

package dev.tallystick.rules.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what certainly allows less goes without the notice period. */
class PackNarrowingTest {
  private static final Pack SHIPPED = ShippedPacks.get("cn-2022");

  private static Pack over(String changes) {
    String yaml =
        """
        pack: later
        extends: {pack: cn-2022, digest: %s}
        version: 1
        title: Another title
        effectiveFrom: "2026-01-01T00:00:00.000Z"
        """
            .formatted(SHIPPED.digest().hex());
    try {
      return Pack.parse((yaml + changes).getBytes(UTF_8), ShippedPacks.shelf());
    } catch (InvalidPackException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "purposes: {COLLECTION: {object: [LOAN], open: true, permitted: false}}\n",
        "edges: {LENDER->LENDER: {ONWARD: null}}\n",
        "permit: {lifetime: PT5S, clockTolerance: PT10S}\n",
        "edges: {BUREAU->LENDER: {RELEASE_2: {purposes: [VERIFICATION, FRAUD]}}}\n",
      })
  void narrowing_isKnown(String changes) {
    assertThat(PackNarrowing.narrows(SHIPPED, over(changes))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "purposes: {MARKETING: {permitted: true}}\n",
        "edges: {PLATFORM->LENDER: {closed: R01, RELEASE: {purposes: [CREDIT]}}}\n",
        "permit: {lifetime: PT30S, clockTolerance: PT10S}\n",
        "edges: {BUREAU->LENDER: {RELEASE_2: {consent: null}}}\n",
        "consents: {promptCooldown: P30D}\n",
        "rules: {R02: {title: Something else}}\n",
      })
  void anyOtherDifference_countsAsWidening(String changes) {
    assertThat(PackNarrowing.narrows(SHIPPED, over(changes))).isFalse();
  }
}

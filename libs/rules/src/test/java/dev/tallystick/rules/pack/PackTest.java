package dev.tallystick.rules.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackTest {
  private static final String SHIPPED = new String(ShippedPacks.get("cn-2022").yaml(), UTF_8);

  private static String over(String yaml) {
    return "pack: cn-test\nextends: {pack: cn-2022, digest: %s}\n%s"
        .formatted(ShippedPacks.get("cn-2022").digest().hex(), yaml);
  }

  private static InvalidPackException refusal(String yaml) {
    InvalidPackException refused =
        catchThrowableOfType(
            InvalidPackException.class,
            () -> Pack.parseNew(yaml.getBytes(UTF_8), ShippedPacks.shelf()));
    assertThat(refused).as(yaml.lines().limit(4).toList().toString()).isNotNull();
    return refused;
  }

  /** Whether a text is no pack. */
  static boolean refuses(String yaml) {
    return catchThrowableOfType(
            InvalidPackException.class,
            () -> Pack.parse(yaml.getBytes(UTF_8), ShippedPacks.shelf()))
        != null;
  }

  /** Each way to be wrong, with the place and the rule that the author is told. */
  @Test
  void parse_refusesWithTheExactPathAndRule() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("surprise: 1", "surprise is no member that is known here"),
            Map.entry("version: 0", "version is a number from 1 to 1000000"),
            Map.entry("zone: Nowhere/Else", "zone is a time zone"),
            Map.entry("family: eu", "family is that of the pack it extends"),
            Map.entry("permit: {lifetime: PT0S}", "permit.lifetime is longer than nothing"),
            Map.entry(
                "permit: {lifetime: PT2H}", "permit.lifetime is a duration of at most an hour"),
            Map.entry(
                "effectiveFrom: 2025",
                "effectiveFrom is an instant written YYYY-MM-DDTHH:mm:ss.SSSZ, in quotes"),
            Map.entry(
                "rules: {R01: {status: 200}}", "rules.R01.status is a number from 400 to 599"),
            Map.entry("rules: {R01: {confidence: X}}", "rules.R01.confidence is one of [V, S, M]"),
            Map.entry(
                "rules: {R01: {enforced: CONSENT}}",
                "rules.R01 has one of a check, a place where it is enforced and one where it is planned"),
            Map.entry(
                "rules: {R99: {title: x}}",
                "rules.R99 has one of a check, a place where it is enforced and one where it is planned"),
            Map.entry(
                "steps: {RELEASE_9: [PARTY]}",
                "steps.RELEASE_9 is a step: [DEPOSIT, ONWARD, RELEASE, RELEASE_1, RELEASE_2]"),
            Map.entry(
                "steps: {DEPOSIT: [PARTY, EDGE, R99]}", "steps.DEPOSIT[2] is a rule of this pack"),
            Map.entry(
                "steps: {DEPOSIT: [PARTY, EDGE, R11]}", "steps.DEPOSIT[2] is a rule with a check"),
            Map.entry("steps: {DEPOSIT: [PARTY, EDGE, EDGE]}", "steps.DEPOSIT[2] is there twice"),
            Map.entry(
                "steps: {DEPOSIT: [R05]}", "steps.DEPOSIT begins with the checks PARTIES and EDGE"),
            Map.entry(
                "steps: {RELEASE_1: [PARTY, EDGE, FREEZE, R10]}",
                "steps.RELEASE_1 has nothing about the person before the check CONSENT"),
            Map.entry("steps: {RELEASE_1: [PARTY, EDGE]}", "steps.RELEASE_1 has the check CONSENT"),
            Map.entry(
                "steps: {RELEASE_1: [PARTY, EDGE, R10, R25, R16, R19, LIMIT, FREEZE, R43, R26, R21, R15, R20]}",
                "steps.RELEASE_1 has the check RECIPIENT_KEY"),
            Map.entry(
                "edges: {PLATFORM-LENDER: {closed: R01}}",
                "edges.PLATFORM-LENDER is an edge, such as PLATFORM->BUREAU"),
            Map.entry(
                "edges: {\"*->*\": {closed: R01}}",
                "edges.*->* is an edge, such as PLATFORM->BUREAU"),
            Map.entry(
                "edges: {SHOP->LENDER: {closed: R01}}",
                "edges.SHOP->LENDER is an edge, such as PLATFORM->BUREAU"),
            Map.entry(
                "edges: {PLATFORM->LENDER: {closed: R99}}",
                "edges.PLATFORM->LENDER.closed is a rule of this pack"),
            Map.entry(
                "edges: {LENDER->AUDITOR: {RELEASE: {}}}",
                "edges.LENDER->AUDITOR.closed must be there"),
            Map.entry(
                "edges: {LENDER->AUDITOR: {closed: EDGE, RELEASE: {purposes: [FUN]}}}",
                "edges.LENDER->AUDITOR.RELEASE.purposes[0] is a purpose or a group of purposes of this pack"),
            Map.entry(
                "edges: {PLATFORM->BUREAU: {RELEASE_1: {consent: {kind: lower}}}}",
                "edges.PLATFORM->BUREAU.RELEASE_1.consent.kind is a code: A-Z first, then A-Z, 0-9, dot, dash, underscore"),
            Map.entry(
                "edges: {PLATFORM->BUREAU: {RELEASE_1: {licensed: both}}}",
                "edges.PLATFORM->BUREAU.RELEASE_1.licensed is one of [FROM, TO]"),
            Map.entry(
                "edges: {PLATFORM->BUREAU: {RELEASE_1: {modifiers: {N: {kind: X, recipient: to}}}}}",
                "edges.PLATFORM->BUREAU.RELEASE_1.modifiers.N is for a tier that asks for a consent"),
            Map.entry(
                "purposeGroups: {MINE: [FUN]}", "purposeGroups.MINE[0] is a purpose of this pack"),
            Map.entry(
                "categories: {NEW.THING: {tiers: [Q]}}",
                "categories.NEW.THING.tiers are tiers of this pack"),
            Map.entry(
                "categories: {NEW.THING: {tiers: []}}", "categories.NEW.THING.tiers names a tier"),
            Map.entry(
                "categories: {new: {tiers: [N]}}",
                "categories.new has a code as its name, or one followed by .*"),
            Map.entry(
                "tiers: {N: {refuse: R21, rule: R20}}",
                "tiers.N either refuses always or asks for a consent"),
            Map.entry(
                "consents: {kinds: {COLLECT: {told: {shoe: R20}}}}",
                "consents.kinds.COLLECT.told.shoe is no member that is known here"),
            Map.entry(
                "consents: {forbiddenRecipientWords: [Partners]}",
                "consents.forbiddenRecipientWords[0] is in lower case"),
            Map.entry("fees: {dedup: WEEKLY}", "fees.dedup is LOCAL_DAY or NONE"),
            Map.entry(
                "retention: {adverse: five}",
                "retention.adverse is a period of years to days, each at most 9999, such as P3Y"),
            Map.entry(
                "retention: {adverse: P-5Y}",
                "retention.adverse is a period of years to days, each at most 9999, such as P3Y"),
            Map.entry(
                "retention: {adverse: P99999Y}",
                "retention.adverse is a period of years to days, each at most 9999, such as P3Y"),
            Map.entry("retention: {adverse: null}", "retention.adverse must be there"),
            Map.entry("audits: {above: {LENDER: 5}}", "audits.above names roles that have a cycle"),
            Map.entry("version: [1]", "version is a text"),
            Map.entry("rules: []", "rules is a mapping"),
            Map.entry("countries: CN", "countries is a list"));
    wrong.forEach((yaml, message) -> assertThat(refusal(over(yaml))).as(yaml).hasMessage(message));
  }

  /** What no rule of a step looks at would be let through, so a pack that asks for it is none. */
  @Test
  void parse_refusesNeedsThatNobodyWouldLookAt() {
    Map<String, String> wrong =
        Map.of(
            "edges: {PLATFORM->BUREAU: {RELEASE_1: {consent: {kind: PROVIED}}}}",
            "edges.PLATFORM->BUREAU.RELEASE_1.consent.kind is a kind of consent of this pack",
            "edges: {PLATFORM->BUREAU: {RELEASE_1: {modifiers: {S: {kind: SENSITVE}}}}}",
            "edges.PLATFORM->BUREAU.RELEASE_1.modifiers.S.kind is a kind of consent of this pack",
            "edges: {PLATFORM->BUREAU: {DEPOSIT: {agreement: SUPLY}}}",
            "edges.PLATFORM->BUREAU.DEPOSIT.agreement is a kind of agreement of this pack",
            "edges: {BUREAU->LENDER: {RELEASE_2: {review: {agreement: USAGE}}}}",
            "edges.BUREAU->LENDER.RELEASE_2.review.agreement is a kind of agreement of this pack",
            "edges: {PLATFORM->BUREAU: {DEPOSIT: {consent: {kind: COLLECT, rule: R10}}}}",
            "edges.PLATFORM->BUREAU.DEPOSIT.consent needs a rule with the check CONSENT in steps.DEPOSIT",
            "edges: {LENDER->BUREAU: {RELEASE: {plan: to}}}",
            "edges.LENDER->BUREAU.RELEASE.plan needs a rule with the check PLAN in steps.RELEASE",
            "edges: {PLATFORM->BUREAU: {RELEASE_1: {agreement: null}}}",
            "edges.PLATFORM->BUREAU.RELEASE_1.agreement must be there: it is the seller's half of the release",
            "edges: {PLATFORM->BUREAU: {RELEASE_1: {consent: null}}}",
            "edges.PLATFORM->BUREAU.RELEASE_1.modifiers add to a consent, which must be there too",
            "tiers: {H: {title: house, rule: R21}}",
            "tiers.H.rule has the check TIER and stands in steps.RELEASE_1",
            """
            rules: {H1: {title: x, code: H_MISSING, status: 403, citation: x, confidence: M, check: TIER}}
            tiers: {H: {title: house, rule: H1}}
            """,
            "tiers.H.rule has the check TIER and stands in steps.RELEASE_1");
    wrong.forEach((yaml, message) -> assertThat(refusal(over(yaml))).as(yaml).hasMessage(message));
  }

  @Test
  void parse_nullTakesAwayWhatTheExtendedPackHas() throws InvalidPackException {
    Pack pack =
        Pack.parseNew(
            over("""
                    tiers: {S: {rule: null}}
                    categories: {TRAVEL.TRIP: {purposes: null}, SHOPPING.ORDER: null}
                    minors: null
                    edges:
                      PLATFORM->BUREAU: {RELEASE_1: {plan: null, modifiers: {S: null}}}
                      BUREAU->LENDER: {RELEASE_2: {modifiers: {S: null}}}
                      LENDER->LENDER: null
                      LENDER->BUREAU: {RELEASE: null}
                      LENDER->STATE_DB: {RELEASE: {consent: null, modifiers: null}}
                    """)
                .getBytes(UTF_8),
            ShippedPacks.shelf());

    Edge supply = pack.edge("PLATFORM", "BUREAU").orElseThrow();
    assertThat(supply.passages().get("RELEASE_1"))
        .isNotNull()
        .satisfies(passage -> assertThat(passage.modifiers()).containsOnlyKeys("W"));
    assertThat(pack.edge("LENDER", "LENDER")).isEmpty();
    assertThat(pack.edge("LENDER", "BUREAU").orElseThrow().passages()).isEmpty();
    assertThat(pack.category("TRAVEL.TRIP").orElseThrow().purposes()).isEmpty();
    assertThat(pack.category("SHOPPING.ORDER")).isEmpty();
    assertThat(pack.adultFrom()).isEmpty();
  }

  /** Who writes an order of rules knows what it leaves out; what was in force stays readable. */
  @Test
  void parseNew_takesAnOrderThatLeavesOut_andParseWhatIsInForce() throws InvalidPackException {
    String shorter =
        over(
            "steps: {RELEASE: [PARTY, EDGE, R53, R10, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, R21, R15, R20, R22, KEY]}");
    String vain = over("tiers: {H: {title: house, rule: R21}}");

    assertThat(Pack.parseNew(shorter.getBytes(UTF_8), ShippedPacks.shelf()).order("RELEASE"))
        .hasSize(17);
    assertThat(Pack.parse(vain.getBytes(UTF_8), ShippedPacks.shelf()).tiers()).containsKey("H");
    assertThat(
            refusal(
                over(
                    "steps: {RELEASE_2: [PARTY, EDGE, R53, R24, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, PRODUCT, R21, R15, R20, R22, KEY]}")))
        .hasMessage("steps.RELEASE_2 has the check FEE");
  }

  /** A value that was forgotten must not open an edge; nor must a slip of the pen go unseen. */
  @Test
  void parse_onlyTheWordNullTakesAwayAndOnlyWhatIsThere() {
    assertThat(refusal(over("edges: {PLATFORM->BUREAU: {RELEASE_1: {consent: }}}")))
        .hasMessage("edges.PLATFORM->BUREAU.RELEASE_1.consent is a mapping");
    assertThat(refusal(over("edges: {PLATFORM->BUREAU: {RELEASE_1: {consent: \"null\"}}}")))
        .hasMessage("edges.PLATFORM->BUREAU.RELEASE_1.consent is a mapping");
    assertThat(refusal(over("categories: {SHOPPING.ODER: null}")))
        .hasMessage("categories.SHOPPING.ODER is null only where the pack it extends has it");
    assertThat(refusal(over("categories: {NEW.THING: {tiers: [N], retention: null}}")))
        .hasMessage("categories.NEW.THING.retention is null only where the pack it extends has it");
    assertThat(refusal(SHIPPED.replace("minors: {under: 14}", "minors: null")))
        .hasMessage("minors is null only where the pack it extends has it");
    assertThat(refusal(over("edges: null"))).hasMessage("edges must be there");
  }

  @Test
  void parse_refusesWhatIsNotOnePlainDocument() {
    assertThat(refusal("")).hasMessage("is empty");
    assertThat(refusal("a: 1\n---\nb: 2")).hasMessageStartingWith("is not one YAML document");
    assertThat(refusal("{")).hasMessageStartingWith("is not one YAML document");
    assertThat(refusal("a: &x [1]\nb: 2"))
        .hasMessage("a is written out, without anchors, and not deep");
    for (String level : new String[] {"[", "{a: ", "- "}) {
      assertThat(refusal(level.repeat(60_000)))
          .as("60,000 levels of %s", level)
          .hasMessageContaining("not deep");
    }
    assertThat(refusal("pack: a\npack: b")).hasMessageContaining("pack");
    assertThat(refusal("? [a]\n: b")).hasMessage("has texts as names");
    assertThat(refusal("x".repeat(PackYaml.MAX_SIZE + 1))).hasMessage("is at most 262144 bytes");
    assertThat(
            catchThrowableOfType(
                InvalidPackException.class, () -> Pack.parse(new byte[] {(byte) 0xff})))
        .hasMessage("is not UTF-8");
    assertThat(refusal("pack: x\nextends: {pack: y, digest: " + "0".repeat(64) + "}"))
        .hasMessage("extends is a pack that is known here");
  }

  @Test
  void parse_everyMemberOfTheTopHasToBeThere() {
    for (String member :
        List.of(
            "family",
            "version",
            "title",
            "disclaimer",
            "effectiveFrom",
            "zone",
            "permit",
            "rules",
            "steps",
            "edges",
            "purposeGroups",
            "purposes",
            "tiers",
            "categories",
            "licence",
            "consents",
            "agreements",
            "ownership",
            "fees",
            "retention")) {
      String renamed = SHIPPED.replaceFirst("(?m)^" + member + ":", "was-" + member + ":");
      assertThat(refusal(renamed).path()).as(member).isEqualTo("was-" + member);
      String removed = SHIPPED.replaceAll("(?ms)^" + member + ":.*?(?=^[a-z]|^#|\\z)", "");
      assertThat(refusal(removed)).as(member).hasMessage(member + " must be there");
    }
  }

  @Test
  void digest_isOfTheExactBytes() throws InvalidPackException {
    Pack pack = Pack.parse(SHIPPED.getBytes(UTF_8));
    Pack spaced = Pack.parse((SHIPPED + "\n").getBytes(UTF_8));

    assertThat(pack.digest()).isEqualTo(Hash.sha256(SHIPPED.getBytes(UTF_8)));
    assertThat(spaced.digest()).isNotEqualTo(pack.digest());
  }

  @Test
  void parse_extendingPackChangesWhatItSaysAndKeepsTheRest() throws InvalidPackException {
    Pack pack =
        Pack.parse(
            over("""
                    version: 2
                    purposes: {NEW_PURPOSE: {}}
                    categories: {NEW.THING: {tiers: [N], purposes: [NEW_PURPOSE]}}
                    edges: {STATE_DB->LENDER: {closed: EDGE}}
                    """)
                .getBytes(UTF_8),
            ShippedPacks.shelf());

    assertThat(pack.extendedPack()).contains("cn-2022");
    assertThat(pack.version()).isEqualTo(2);
    assertThat(pack.category("NEW.THING").orElseThrow().serves("NEW_PURPOSE")).isTrue();
    assertThat(pack.category("NEW.THING").orElseThrow().serves("LOAN_APPROVAL")).isFalse();
    assertThat(pack.order("RELEASE_1")).isNotEmpty();
    assertThat(pack.edge("PLATFORM", "LENDER").orElseThrow().closed()).isEqualTo("R01");
  }

  @Test
  void category_nearestNameAboveStandsForThoseBelow() {
    Pack pack = ShippedPacks.get("cn-2022");

    assertThat(pack.category("HEALTH.RECORD.LONG").map(Category::name)).contains("HEALTH.*");
    assertThat(pack.category("IDENTITY.BASIC").map(Category::everyPurpose)).contains(true);
    assertThat(pack.category("NOTHING.KNOWN")).isEqualTo(Optional.empty());
    assertThat(pack.category("HEALTH")).isEmpty();
  }

  @Test
  void rules_eachHasACitationAndSaysHowSureItIs() {
    for (PackRule rule : ShippedPacks.get("cn-2022").rules().values()) {
      assertThat(rule.citation()).as(rule.id()).isNotBlank();
      assertThat(rule.confidence()).as(rule.id()).isNotNull();
    }
  }
}

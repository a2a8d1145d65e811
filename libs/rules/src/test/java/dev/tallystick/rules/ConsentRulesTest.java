package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.state.GuardKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConsentRulesTest {
  private static final List<String> ITEMS =
      List.of("CONTACT", "KINDS", "METHOD", "PURPOSE", "RECIPIENT", "RETENTION", "RIGHTS");

  private final World world = World.standard();

  private String notice(String kind, String recipient, List<String> items, boolean highlighted) {
    String id = world.id("ntc");
    world.append(
        "notice.presented",
        Optional.of(World.ALICE),
        Json.object(
            "notice", id,
            "kind", kind,
            "discloser", World.MALL,
            "recipient", recipient,
            "textHash", World.HASH,
            "language", "en",
            "items", items,
            "highlighted", highlighted,
            "channel", "SELF"));
    return id;
  }

  private ConsentDraft draft(String kind, String notice) {
    boolean query = kind.equals("QUERY");
    return new ConsentDraft(
        world.id("con"),
        kind,
        World.ALICE,
        Optional.of(query ? World.BUREAU : World.MALL),
        List.of(query ? World.BANK : World.BUREAU),
        List.of(query ? "LOAN_APPROVAL" : "CREDIT_REPORTING_SUPPLY"),
        new TreeSet<>(Set.of("SHOPPING.AGGREGATE")),
        new ConsentDraft.Terms(
            "sealed",
            "P1Y",
            "ELECTRONIC_WRITTEN",
            World.START,
            World.YEAR_LATER,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty()),
        new ConsentDraft.Told(notice, Optional.empty(), false, Optional.empty(), Optional.empty()),
        ConsentDraft.Conditions.NONE,
        ConsentDraft.Origin.SELF);
  }

  private ConsentDraft provide() {
    return draft("PROVIDE", notice("PROVIDE", World.BUREAU, ITEMS, true));
  }

  private Verdict check(ConsentDraft draft) {
    return ConsentRules.check(world.state(), draft, world.now(), world.shelf());
  }

  private static ConsentDraft with(
      ConsentDraft d, ConsentDraft.Terms terms, ConsentDraft.Told told) {
    return new ConsentDraft(
        d.consent(),
        d.kind(),
        d.subject(),
        d.discloser(),
        d.recipients(),
        d.purposes(),
        d.categories(),
        terms,
        told,
        d.conditions(),
        d.origin());
  }

  private static ConsentDraft to(ConsentDraft d, List<String> recipients, List<String> purposes) {
    return new ConsentDraft(
        d.consent(),
        d.kind(),
        d.subject(),
        d.discloser(),
        recipients,
        purposes,
        d.categories(),
        d.terms(),
        d.told(),
        d.conditions(),
        d.origin());
  }

  private static ConsentDraft on(ConsentDraft d, ConsentDraft.Conditions conditions) {
    return new ConsentDraft(
        d.consent(),
        d.kind(),
        d.subject(),
        d.discloser(),
        d.recipients(),
        d.purposes(),
        d.categories(),
        d.terms(),
        d.told(),
        conditions,
        ConsentDraft.Origin.SELF);
  }

  private static ConsentDraft named(ConsentDraft d, String recipientText) {
    return with(
        d,
        d.terms(),
        new ConsentDraft.Told(
            d.told().notice(),
            Optional.of(recipientText),
            d.told().adverseConsequencesTold(),
            d.told().necessity(),
            d.told().impact()));
  }

  @Test
  void check_completeConsentIsAcceptedAndRestsOnWhatItWasJudgedBy() {
    ConsentDraft draft = provide();

    Verdict verdict = check(draft);

    assertThat(verdict.refusal()).isEmpty();
    assertThat(verdict.version()).isEqualTo(1);
    assertThat(verdict.guards())
        .containsOnlyKeys(
            GuardKeys.consent(draft.consent()),
            GuardKeys.pack("cn"),
            GuardKeys.party(World.MALL),
            GuardKeys.party(World.BUREAU));
    assertThat(verdict.pack()).contains("cn-2022");
  }

  @Test
  void r11_eachItemHasToBeTold() {
    for (String item : ITEMS) {
      List<String> others = new ArrayList<>(ITEMS);
      others.remove(item);
      Verdict verdict = check(draft("PROVIDE", notice("PROVIDE", World.BUREAU, others, true)));
      assertThat(verdict.refusal().map(Decision.Refusal::code))
          .as(item)
          .contains("NOTICE_INCOMPLETE");
      assertThat(verdict.missing()).containsExactly(item);
      assertThat(verdict.refusal().orElseThrow().status()).isEqualTo(422);
    }
  }

  @Test
  void r11_noticeOfAnotherRecipientOrPersonOrNoneTellsNothing() {
    assertThat(check(draft("PROVIDE", notice("PROVIDE", World.BANK, ITEMS, true))).missing())
        .containsExactly("RECIPIENT");
    assertThat(check(draft("PROVIDE", world.id("ntc"))).missing()).isEqualTo(ITEMS);
    String notice = notice("PROVIDE", World.BUREAU, ITEMS, true);
    ConsentDraft alices = draft("PROVIDE", notice);
    ConsentDraft bobs =
        new ConsentDraft(
            alices.consent(),
            alices.kind(),
            World.BOB,
            alices.discloser(),
            alices.recipients(),
            alices.purposes(),
            alices.categories(),
            alices.terms(),
            alices.told(),
            alices.conditions(),
            alices.origin());
    assertThat(check(bobs).missing()).isEqualTo(ITEMS);
  }

  /** R12: the clause of a real credit card form, with invented names. */
  @Test
  void r12_blanketClauseIsNoConsent() {
    ConsentDraft draft = provide();
    List<String> purposes = draft.purposes();
    List<ConsentDraft> blanket =
        List.of(
            to(draft, List.of("Mall East, its affiliates and partners"), purposes),
            to(draft, List.of("Mall-East 及其关联公司、合作机构"), purposes),
            to(draft, List.of("any third party"), purposes),
            to(draft, List.of(World.BUREAU, World.BANK), purposes),
            to(draft, List.of(), purposes),
            to(draft, List.of("no-such-party"), purposes),
            to(draft, draft.recipients(), List.of("CREDIT_REPORTING_SUPPLY", "ANTI_FRAUD")),
            to(draft, draft.recipients(), List.of("ALL_LAWFUL_PURPOSES")),
            named(draft, "bureau-north Ltd and others"),
            named(draft, "bureau-north Ltd 及其他第三方"));
    for (ConsentDraft each : blanket) {
      Verdict verdict = check(each);
      assertThat(verdict.refusal().map(Decision.Refusal::code))
          .as(each.recipients() + " " + each.purposes() + " " + each.told().recipientText())
          .contains("CONSENT_NOT_SEPARATE");
      assertThat(verdict.ruleIds()).startsWith("R12");
    }
  }

  @Test
  void r12_namesThatOnlySoundLikeItAreFine() {
    world.append(
        "party.registered",
        Optional.empty(),
        Json.with(
            Papers.party(World.BUREAU, "BUREAU"), "legalName", "Partners and Others Credit Ltd"));

    assertThat(check(named(provide(), "Partners and Others Credit Ltd")).isAccepted()).isTrue();
    assertThat(check(named(provide(), "Anybody Otherwise Bureau")).isAccepted()).isTrue();
  }

  @Test
  void r13_serviceMayDependOnItOnlyIfItNeedsItAndSaysWhy() {
    ConsentDraft draft = provide();

    assertThat(code(on(draft, new ConsentDraft.Conditions(true, false, Optional.empty()))))
        .contains("CONSENT_CONDITIONAL");
    assertThat(code(on(draft, new ConsentDraft.Conditions(true, true, Optional.of(" ")))))
        .contains("CONSENT_CONDITIONAL");
    assertThat(code(on(draft, new ConsentDraft.Conditions(true, true, Optional.of("a loan")))))
        .isEmpty();
  }

  private Optional<String> code(ConsentDraft draft) {
    return check(draft).refusal().map(Decision.Refusal::code);
  }

  @Test
  void r14_clauseHasToStandOut() {
    assertThat(code(draft("PROVIDE", notice("PROVIDE", World.BUREAU, ITEMS, false))))
        .contains("CLAUSE_NOT_HIGHLIGHTED");
  }

  @Test
  void r15_moreThanBeforeNeedsANewNotice() {
    ConsentDraft draft = provide();
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")),
            "consent",
            draft.consent(),
            "method",
            "sealed",
            "notice",
            Json.object("id", draft.told().notice(), "textHash", World.HASH, "language", "en")));
    ConsentDraft wider =
        new ConsentDraft(
            draft.consent(),
            draft.kind(),
            draft.subject(),
            draft.discloser(),
            draft.recipients(),
            draft.purposes(),
            new TreeSet<>(Set.of("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE")),
            draft.terms(),
            draft.told(),
            draft.conditions(),
            draft.origin());

    assertThat(check(draft).isAccepted()).as("the same again").isTrue();
    assertThat(check(draft).version()).isEqualTo(2);
    assertThat(code(wider)).contains("CONSENT_SCOPE_EXCEEDED");
    ConsentDraft.Told fresh = provide().told();
    assertThat(code(with(wider, wider.terms(), fresh))).as("on a new notice").isEmpty();
  }

  @Test
  void r15_whoGetsItNeverChangesWithinAConsent() {
    ConsentDraft draft = draft("QUERY", notice("QUERY", World.HARBOUR, ITEMS, true));
    world.consent(
        Json.with(
            Consents.query(world, List.of("SHOPPING.AGGREGATE")), "consent", draft.consent()));

    assertThat(code(to(draft, List.of(World.HARBOUR), draft.purposes())))
        .contains("CONSENT_SCOPE_EXCEEDED");
  }

  @Test
  void r16_withdrawnConsentHasNoNewVersion() {
    ConsentDraft draft = provide();
    world.consent(
        Json.with(
            Consents.provide(world, List.of("SHOPPING.AGGREGATE")), "consent", draft.consent()));
    world.withdraw(draft.consent());

    assertThat(code(draft)).contains("CONSENT_WITHDRAWN");
  }

  @Test
  void r20_r22_r24_formsAndWhatMustHaveBeenTold() {
    ConsentDraft query = draft("QUERY", notice("QUERY", World.BANK, ITEMS, true));
    ConsentDraft.Terms oral =
        new ConsentDraft.Terms(
            "sealed",
            "P1Y",
            "EXPLICIT",
            World.START,
            World.YEAR_LATER,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(code(query)).isEmpty();
    assertThat(code(with(query, oral, query.told()))).contains("QUERY_CONSENT_MISSING");

    ConsentDraft financial =
        draft("WRITTEN_FINANCIAL", notice("WRITTEN_FINANCIAL", World.BUREAU, ITEMS, true));
    assertThat(code(financial)).contains("WRITTEN_CONSENT_REQUIRED");
    ConsentDraft.Told told = financial.told();
    assertThat(
            code(
                with(
                    financial,
                    financial.terms(),
                    new ConsentDraft.Told(
                        told.notice(),
                        told.recipientText(),
                        true,
                        told.necessity(),
                        told.impact()))))
        .isEmpty();

    ConsentDraft sensitive = draft("SENSITIVE", notice("SENSITIVE", World.BUREAU, ITEMS, true));
    assertThat(code(sensitive)).contains("SENSITIVE_CONSENT_MISSING");
    assertThat(
            code(
                with(
                    sensitive,
                    sensitive.terms(),
                    new ConsentDraft.Told(
                        sensitive.told().notice(),
                        Optional.empty(),
                        false,
                        Optional.of("to find fraud"),
                        Optional.of("shows where you were")))))
        .isEmpty();
  }

  @Test
  void check_marketingMayBeAgreedToAndIsRefusedAtTheReleaseOnly() {
    ConsentDraft query = draft("QUERY", notice("QUERY", World.BANK, ITEMS, true));

    assertThat(code(to(query, query.recipients(), List.of("MARKETING")))).isEmpty();
  }

  @Test
  void check_rolesHaveToFitTheKind() {
    ConsentDraft query = draft("QUERY", notice("QUERY", World.MALL, ITEMS, true));

    Verdict verdict = check(to(query, List.of(World.MALL), query.purposes()));

    assertThat(verdict.refusal().map(Decision.Refusal::code)).contains("PARTY_NOT_REGISTERED");
  }

  @Test
  void check_whatItAddsToIsAStandingConsentOfThisPerson() {
    String provide = world.provide("SHOPPING.AGGREGATE");
    ConsentDraft draft = provide();
    ConsentDraft.Terms terms =
        new ConsentDraft.Terms(
            "sealed",
            "P1Y",
            "ELECTRONIC_WRITTEN",
            World.START,
            World.YEAR_LATER,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of(provide));

    assertThat(check(with(draft, terms, draft.told())).guards())
        .containsEntry(GuardKeys.consent(provide), 1L);
    world.withdraw(provide);
    assertThat(code(with(draft, terms, draft.told()))).contains("CONSENT_WITHDRAWN");
  }
}

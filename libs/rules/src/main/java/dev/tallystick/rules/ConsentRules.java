package dev.tallystick.rules;

import dev.tallystick.rules.pack.ConsentKind;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Notice;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether something presented as a consent is one: separate, complete, unforced, prominent, and no
 * wider than what the person saw.
 */
public final class ConsentRules {
  private static final String PARTY = "PARTY";
  private static final String NOT_SEPARATE = "R12";
  private static final String NOTICE = "R11";
  private static final String CHANGE = "R15";

  private ConsentRules() {}

  /**
   * Judges a consent, or a new version of one.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict check(State state, ConsentDraft draft, Instant instant, PackShelf shelf) {
    return Findings.begin(state, instant, shelf)
        .map(findings -> verdict(findings, draft, instant))
        .orElseGet(RefusalsWithoutRules::verdictWithoutPack);
  }

  /** What is to be said of a consent, and of what the findings tell already. */
  static Verdict verdict(Findings findings, ConsentDraft draft, Instant instant) {
    findings.restOn(GuardKeys.consent(draft.consent()));
    Optional<ConsentKind> kind = findings.pack().consentKind(draft.kind());
    findings.require(kind.isPresent(), NOT_SEPARATE);
    kind.ifPresent(
        k -> {
          separate(findings, draft, k);
          notice(findings, draft, k, instant);
          unforced(findings, draft);
          told(findings, draft, k);
          sides(findings, draft, k);
          validity(findings, draft, instant);
          ConsentLimits.check(findings, draft, k, instant);
        });
    Optional<Consent> before = findings.state().consent(draft.consent());
    before.ifPresent(consent -> change(findings, draft, consent));
    modified(findings, draft, instant);
    return findings.verdict(before.map(Consent::version).orElse(0L) + 1);
  }

  /** One recipient by name, one purpose: a party that is registered, a purpose that is known. */
  private static void separate(Findings findings, ConsentDraft draft, ConsentKind kind) {
    boolean one =
        !kind.separate() || (draft.recipients().size() == 1 && draft.purposes().size() == 1);
    findings.require(one && !draft.recipients().isEmpty(), NOT_SEPARATE);
    for (String recipient : draft.recipients()) {
      // A name that stands for nobody in particular is what a blanket consent is made of.
      findings.require(isRegistered(findings, recipient), NOT_SEPARATE);
    }
    findings.require(
        !draft.purposes().isEmpty()
            && draft.purposes().stream().allMatch(findings.pack().purposes()::containsKey),
        NOT_SEPARATE);
    findings.require(
        !draft.categories().isEmpty()
            && draft.categories().stream().allMatch(c -> findings.pack().category(c).isPresent()),
        NOT_SEPARATE);
    String name =
        draft.recipients().stream()
            .findFirst()
            .flatMap(findings.state()::party)
            .map(party -> party.details().legalName())
            .orElse("");
    boolean named =
        draft.told().recipientText().map(t -> !hasForbiddenWord(findings, t, name)).orElse(true);
    findings.require(named, NOT_SEPARATE);
  }

  /** Whole words, so that a firm may be called Otherwise; ideographs have no words. */
  private static boolean hasForbiddenWord(Findings findings, String text, String legalName) {
    String rest = text.toLowerCase(Locale.ROOT);
    if (!legalName.isEmpty()) {
      rest = rest.replace(legalName.toLowerCase(Locale.ROOT), " ");
    }
    String words = " " + rest.replaceAll("[\\p{Punct}\\s]+", " ") + " ";
    String joined = rest;
    return findings.pack().forbiddenRecipientWords().stream()
        .anyMatch(
            word ->
                word.codePoints().anyMatch(Character::isIdeographic)
                    ? joined.contains(word)
                    : words.contains(" " + word + " "));
  }

  /** What was told, and told to this person, of this recipient, for this kind. */
  private static void notice(
      Findings findings, ConsentDraft draft, ConsentKind kind, Instant instant) {
    Optional<Notice> notice =
        findings
            .state()
            .notice(draft.told().notice())
            .filter(n -> n.subject().equals(draft.subject()) && isFresh(findings, n, instant));
    SortedSet<String> told = new TreeSet<>(notice.map(Notice::items).orElse(new TreeSet<>()));
    if (notice.filter(n -> !draft.recipients().equals(List.of(n.recipient()))).isPresent()
        && kind.separate()) {
      told.remove("RECIPIENT");
    }
    if (notice.filter(n -> !n.kind().equals(draft.kind())).isPresent()) {
      told.remove("KINDS");
    }
    findings.requireAll(kind.items(), told, NOTICE);
    findings.require(!kind.highlighted() || notice.filter(Notice::highlighted).isPresent(), "R14");
  }

  /** What was shown long ago was not shown for this consent; a state may have forgotten it. */
  private static boolean isFresh(Findings findings, Notice notice, Instant instant) {
    Optional<Duration> most = findings.pack().noticeLookBack();
    return most.isEmpty()
        || instant.toEpochMilli() < notice.presentedMillis() + most.get().toMillis();
  }

  private static void unforced(Findings findings, ConsentDraft draft) {
    ConsentDraft.Conditions conditions = draft.conditions();
    boolean excused =
        conditions.necessary() && conditions.reason().filter(r -> !r.isBlank()).isPresent();
    findings.require(!conditions.onService() || excused, "R13");
  }

  private static void told(Findings findings, ConsentDraft draft, ConsentKind kind) {
    kind.formRule()
        .ifPresent(rule -> findings.require(kind.forms().contains(draft.terms().form()), rule));
    kind.told().forEach((what, rule) -> findings.require(isTold(draft.told(), what), rule));
  }

  private static boolean isTold(ConsentDraft.Told told, String what) {
    return switch (what) {
      case "consequences" -> told.adverseConsequencesTold();
      case "necessity" -> told.necessity().filter(t -> !t.isBlank()).isPresent();
      case "impact" -> told.impact().filter(t -> !t.isBlank()).isPresent();
      default -> false;
    };
  }

  private static void sides(Findings findings, ConsentDraft draft, ConsentKind kind) {
    for (String recipient : draft.recipients()) {
      boolean fits = hasRole(findings, recipient, kind.recipients());
      findings.require(fits || !isRegistered(findings, recipient), PARTY);
    }
    boolean discloser =
        draft
            .discloser()
            .map(party -> hasRole(findings, party, kind.disclosers()))
            .orElse(kind.disclosers().isEmpty() || kind.discloserOptional());
    findings.require(discloser, PARTY);
  }

  private static boolean isRegistered(Findings findings, String party) {
    return findings.state().party(party).filter(Party::isRegistered).isPresent();
  }

  private static boolean hasRole(Findings findings, String party, SortedSet<String> roles) {
    Optional<Party> found = findings.state().party(party);
    if (found.isPresent()) {
      findings.restOn(GuardKeys.party(party));
    }
    return found.flatMap(Party::role).filter(role -> roles.contains(role)).isPresent();
  }

  private static void validity(Findings findings, ConsentDraft draft, Instant instant) {
    ConsentDraft.Terms terms = draft.terms();
    boolean future =
        terms.validFrom().isBefore(terms.validUntil()) && instant.isBefore(terms.validUntil());
    findings.require(future, "R19");
    findings.require(!terms.method().isBlank() && !terms.retention().isBlank(), NOTICE);
  }

  /** Whom and what kind a consent is about never changes; more than before needs a new notice. */
  private static void change(Findings findings, ConsentDraft draft, Consent before) {
    findings.require(before.status() != ConsentStatus.WITHDRAWN, "R16");
    boolean same =
        before.subject().equals(draft.subject())
            && before.kind().equals(draft.kind())
            && before.discloser().equals(draft.discloser())
            && draft.recipients().equals(List.of(before.recipient()));
    boolean within =
        draft.purposes().equals(List.of(before.purpose()))
            && before.categories().containsAll(draft.categories())
            && before.scope().method().equals(draft.terms().method());
    findings.require(same && (within || !before.notice().equals(draft.told().notice())), CHANGE);
  }

  /** What it adds to is a consent of this person that stands. */
  private static void modified(Findings findings, ConsentDraft draft, Instant instant) {
    Optional<String> modifies = draft.terms().modifies();
    if (modifies.isEmpty()) {
      return;
    }
    findings.restOn(GuardKeys.consent(modifies.get()));
    Optional<Consent> consent =
        findings.state().consent(modifies.get()).filter(c -> c.subject().equals(draft.subject()));
    findings.require(consent.isPresent(), NOT_SEPARATE);
    findings.require(consent.filter(c -> c.status() == ConsentStatus.WITHDRAWN).isEmpty(), "R16");
    findings.require(consent.filter(c -> c.isExpiredAt(instant.toEpochMilli())).isEmpty(), "R19");
  }
}

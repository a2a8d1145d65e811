package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Reads what consents, agreements, licences and owners must be. */
final class PapersReader {
  private static final int MORE_THAN_HALF = 5_001;

  private PapersReader() {}

  static Papers read(PackNode root, Pack.Vocabulary vocabulary) throws InvalidPackException {
    PackNode consents = root.get("consents");
    consents.onlyMembers("kinds", "forbiddenRecipientWords", "promptCooldown");
    PackNode licence = root.get("licence");
    licence.onlyMembers("scopes");
    PackNode ownership = root.get("ownership");
    ownership.onlyMembers("approvalFromBasisPoints", "controlFromBasisPoints", "rivals");
    PackNode fees = root.get("fees");
    fees.onlyMembers("dedup", "defaultUserClass");
    requireRules(root, vocabulary);
    return new Papers(
        consents.get("kinds").members((kind, node) -> consent(kind, node, vocabulary)),
        consents
            .get("forbiddenRecipientWords")
            .words(word -> word.equals(word.toLowerCase(Locale.ROOT)), "is in lower case"),
        consents.find("promptCooldown", PackForms::period).map(Period::parse),
        root.get("agreements").members((kind, node) -> agreement(kind, node, vocabulary)),
        PackForms.codes(licence.get("scopes")),
        ownership.get("approvalFromBasisPoints").number(1, 10_000),
        ownership.find("controlFromBasisPoints", n -> n.number(1, 10_000)).orElse(MORE_THAN_HALF),
        PackForms.codes(ownership.get("rivals")),
        fees.get("dedup")
            .text(word -> word.equals("LOCAL_DAY") || word.equals("NONE"), "is LOCAL_DAY or NONE"),
        PackForms.code(fees.get("defaultUserClass")),
        retention(root.get("retention")),
        people(root),
        SupervisionReader.read(root));
  }

  /** What is refused has to have a rule that it is refused by. */
  private static void requireRules(PackNode root, Pack.Vocabulary vocabulary)
      throws InvalidPackException {
    if (root.has("minors") && !vocabulary.rules().containsKey("R23")) {
      throw root.get("minors").invalid("needs the rule R23");
    }
    PackNode kinds = root.get("consents").get("kinds");
    for (String name : kinds.names()) {
      PackNode kind = kinds.get(name);
      boolean limited = kind.has("maxValidity") || kind.has("maxRetention");
      if (limited && !vocabulary.rules().containsKey("TERM")) {
        throw kind.invalid("needs the rule TERM to limit by");
      }
    }
    if (!vocabulary.rules().containsKey("COLLECTOR")) {
      throw root.get("rules").invalid("has the rule COLLECTOR");
    }
  }

  private static PackProtection people(PackNode root) throws InvalidPackException {
    Optional<PackNode> minors = root.find("minors", node -> node);
    Optional<Integer> adultFrom = Optional.empty();
    if (minors.isPresent()) {
      minors.get().onlyMembers("under");
      adultFrom = Optional.of(minors.get().get("under").number(1, 25));
    }
    Optional<PackNode> stops = root.find("stopNotices", node -> node);
    Optional<Period> answer = Optional.empty();
    if (stops.isPresent()) {
      stops.get().onlyMembers("answerWithin");
      answer = stops.get().find("answerWithin", PackForms::period).map(Period::parse);
    }
    if (root.has("selfReports") && !isRule(root, "R40")) {
      throw root.get("selfReports").invalid("needs the rule R40");
    }
    if (root.has("breaches") && !isRule(root, "R55")) {
      throw root.get("breaches").invalid("needs the rule R55");
    }
    Optional<PackNode> complaints = root.find("complaints", node -> node);
    Map<String, String> routes = Map.of();
    if (complaints.isPresent()) {
      routes = complaints.get().members((language, route) -> route.text());
    }
    return new PackProtection(
        adultFrom,
        answer,
        root.find("selfReports", PapersReader::freeReports).orElse(FreeReports.DEFAULT),
        root.find("breaches", PapersReader::breachTerms).orElse(BreachTerms.AT_ONCE),
        routes);
  }

  private static boolean isRule(PackNode root, String id) throws InvalidPackException {
    return root.get("rules").has(id);
  }

  private static FreeReports freeReports(PackNode node) throws InvalidPackException {
    node.onlyMembers("freePerYear", "online");
    String online =
        node.find(
                "online",
                word ->
                    word.text(
                        text -> text.equals("COUNTED") || text.equals("FREE"),
                        "is COUNTED or FREE"))
            .orElse("COUNTED");
    return new FreeReports(node.get("freePerYear").number(0, 366), online.equals("FREE"));
  }

  private static BreachTerms breachTerms(PackNode node) throws InvalidPackException {
    node.onlyMembers("authority", "people");
    return new BreachTerms(
        PackForms.hours(node.get("authority")), PackForms.hours(node.get("people")));
  }

  private static Map<String, String> retention(PackNode node) throws InvalidPackException {
    // Nobody could keep adverse records without it.
    node.get("adverse");
    for (String what : Pack.LOOK_BACKS) {
      if (node.has(what)) {
        lookBack(node.get(what));
      }
    }
    return Collections.unmodifiableMap(
        new LinkedHashMap<>(node.members((what, period) -> PackForms.period(period))));
  }

  /** Days, since a month is not the same length forwards and backwards. */
  private static void lookBack(PackNode node) throws InvalidPackException {
    Period period = Period.parse(PackForms.period(node));
    if (period.toTotalMonths() != 0 || period.isZero() || period.isNegative()) {
      throw node.invalid("is a number of days, one at least");
    }
  }

  private static ConsentKind consent(String kind, PackNode node, Pack.Vocabulary vocabulary)
      throws InvalidPackException {
    node.onlyMembers(
        "disclosers",
        "discloserOptional",
        "recipients",
        "items",
        "separate",
        "highlighted",
        "forms",
        "told",
        "maxValidity",
        "maxRetention",
        "collectors");
    if (!PackForms.isCode(kind)) {
      throw node.invalid("has a code as its name");
    }
    Optional<PackNode> forms = node.find("forms", n -> n);
    SortedSet<String> allowed = PackForms.none();
    Optional<String> formRule = Optional.empty();
    if (forms.isPresent()) {
      forms.get().onlyMembers("allowed", "rule");
      allowed = PackForms.codes(forms.get().get("allowed"));
      formRule = Optional.of(VocabularyReader.ruleId(forms.get().get("rule"), vocabulary.rules()));
    }
    return new ConsentKind(
        kind,
        node.find("disclosers", PackForms::codes).orElse(PackForms.none()),
        node.find("discloserOptional", PackNode::flag).orElse(false),
        PackForms.codes(node.get("recipients")),
        PackForms.codes(node.get("items")),
        node.find("separate", PackNode::flag).orElse(false),
        node.find("highlighted", PackNode::flag).orElse(false),
        allowed,
        formRule,
        told(node, vocabulary),
        new ConsentKind.Limits(
            node.find("maxValidity", PackForms::period).map(Period::parse),
            node.find("maxRetention", PackForms::period).map(Period::parse)),
        node.find("collectors", PackForms::codes).orElse(PackForms.none()));
  }

  private static SortedMap<String, String> told(PackNode node, Pack.Vocabulary vocabulary)
      throws InvalidPackException {
    SortedMap<String, String> told = new TreeMap<>();
    if (node.has("told")) {
      PackNode items = node.get("told");
      items.onlyMembers("consequences", "necessity", "impact");
      told.putAll(items.members((item, rule) -> VocabularyReader.ruleId(rule, vocabulary.rules())));
    }
    return Collections.unmodifiableSortedMap(told);
  }

  private static AgreementKind agreement(String kind, PackNode node, Pack.Vocabulary vocabulary)
      throws InvalidPackException {
    node.onlyMembers("provider", "receiver", "clauses", "approvalRule");
    return new AgreementKind(
        kind,
        node.get("provider").text(),
        node.get("receiver").text(),
        PackForms.codes(node.get("clauses")),
        node.find("approvalRule", rule -> VocabularyReader.ruleId(rule, vocabulary.rules())));
  }
}

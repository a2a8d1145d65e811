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
  private PapersReader() {}

  static Pack.Papers read(PackNode root, Pack.Vocabulary vocabulary) throws InvalidPackException {
    PackNode consents = root.get("consents");
    consents.onlyMembers("kinds", "forbiddenRecipientWords", "promptCooldown");
    PackNode licence = root.get("licence");
    licence.onlyMembers("scopes");
    PackNode ownership = root.get("ownership");
    ownership.onlyMembers("approvalFromBasisPoints", "rivals");
    PackNode fees = root.get("fees");
    fees.onlyMembers("dedup", "defaultUserClass");
    return new Pack.Papers(
        consents.get("kinds").members((kind, node) -> consent(kind, node, vocabulary)),
        consents
            .get("forbiddenRecipientWords")
            .words(word -> word.equals(word.toLowerCase(Locale.ROOT)), "is in lower case"),
        consents.find("promptCooldown", PackForms::period).map(Period::parse),
        root.get("agreements").members(PapersReader::agreement),
        PackForms.codes(licence.get("scopes")),
        ownership.get("approvalFromBasisPoints").number(1, 10_000),
        PackForms.codes(ownership.get("rivals")),
        fees.get("dedup")
            .text(word -> word.equals("LOCAL_DAY") || word.equals("NONE"), "is LOCAL_DAY or NONE"),
        PackForms.code(fees.get("defaultUserClass")),
        retention(root.get("retention")));
  }

  private static Map<String, String> retention(PackNode node) throws InvalidPackException {
    return Collections.unmodifiableMap(
        new LinkedHashMap<>(node.members((what, period) -> PackForms.period(period))));
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
        "told");
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
        told(node, vocabulary));
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

  private static AgreementKind agreement(String kind, PackNode node) throws InvalidPackException {
    node.onlyMembers("provider", "receiver", "clauses");
    return new AgreementKind(
        kind,
        node.get("provider").text(),
        node.get("receiver").text(),
        PackForms.codes(node.get("clauses")));
  }
}

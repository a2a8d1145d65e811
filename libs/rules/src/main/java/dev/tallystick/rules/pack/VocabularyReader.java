package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Reads the words of a pack: rules, purposes, tiers, categories. */
final class VocabularyReader {
  private static final String TIERS = "tiers";
  private static final String PURPOSES = "purposes";

  /** Rules by which consents, agreements and owners are judged, whatever else a pack holds. */
  private static final List<String> NEEDED =
      List.of(
          "PARTY", "R06", "R11", "R12", "R13", "R14", "R15", "R16", "R18", "R19", "R44", "R49",
          "R62");

  private VocabularyReader() {}

  static Pack.Vocabulary read(PackNode root, Groups groups) throws InvalidPackException {
    Map<String, PackRule> rules = root.get("rules").members(VocabularyReader::rule);
    for (String needed : NEEDED) {
      if (!rules.containsKey(needed)) {
        throw root.get("rules").invalid("has the rule " + needed);
      }
    }
    Map<String, Purpose> purposes = root.get(PURPOSES).members(VocabularyReader::purpose);
    Map<String, Tier> tiers = root.get(TIERS).members((code, node) -> tier(code, node, rules));
    Map<String, Category> categories =
        root.get("categories").members((name, node) -> category(name, node, tiers, groups));
    return new Pack.Vocabulary(rules, purposes, categories, tiers);
  }

  private static PackRule rule(String id, PackNode node) throws InvalidPackException {
    node.onlyMembers(
        "title",
        "code",
        "status",
        "citation",
        "confidence",
        "check",
        "enforced",
        "planned",
        "explain");
    if (!PackForms.isCode(id)) {
      throw node.invalid("has a code as its name");
    }
    int places = 0;
    for (String place : List.of("check", "enforced", "planned")) {
      places += node.has(place) ? 1 : 0;
    }
    if (places != 1) {
      throw node.invalid(
          "has one of a check, a place where it is enforced and one where it is planned");
    }
    // A rule that is kept by doing something, not by refusing, has no code.
    boolean refuses = node.has("check") || node.has("code") || node.has("status");
    return new PackRule(
        id,
        node.get("title").text(),
        refuses ? PackForms.code(node.get("code")) : "",
        refuses ? node.get("status").number(400, 599) : 0,
        node.get("citation").text(),
        node.get("confidence").word(PackRule.Confidence.class),
        node.find("check", check -> check.word(Check.class)),
        node.find("enforced", PackForms::code),
        node.find("planned", PackForms::code),
        node.find("explain", VocabularyReader::explanations).orElse(Map.of()));
  }

  private static Map<String, String> explanations(PackNode node) throws InvalidPackException {
    return node.members(
        (language, sentence) -> {
          if (!language.matches("[A-Za-z0-9-]{1,35}")) {
            throw sentence.invalid("has a language as its name, such as zh");
          }
          return sentence.text(text -> text.length() <= 500, "is at most 500 characters");
        });
  }

  private static Purpose purpose(String code, PackNode node) throws InvalidPackException {
    node.onlyMembers("object", "open", "permitted", "everyCategory");
    if (!PackForms.isCode(code)) {
      throw node.invalid("has a code as its name");
    }
    return new Purpose(
        code,
        node.find("object", PackForms::codes).orElse(PackForms.none()),
        node.find("open", PackNode::flag).orElse(false),
        node.find("permitted", PackNode::flag).orElse(true),
        node.find("everyCategory", PackNode::flag).orElse(false));
  }

  private static Tier tier(String code, PackNode node, Map<String, PackRule> rules)
      throws InvalidPackException {
    node.onlyMembers("title", "refuse", "rule");
    if (!PackForms.isCode(code)) {
      throw node.invalid("has a code as its name");
    }
    if (node.has("refuse") && node.has("rule")) {
      throw node.invalid("either refuses always or asks for a consent");
    }
    Optional<String> rule = node.find("rule", r -> ruleId(r, rules));
    return new Tier(
        code, node.get("title").text(), node.find("refuse", r -> ruleId(r, rules)), rule);
  }

  private static Category category(
      String name, PackNode node, Map<String, Tier> tiers, Groups groups)
      throws InvalidPackException {
    node.onlyMembers(TIERS, PURPOSES, "derived", "retention");
    String word = name.endsWith(".*") ? name.substring(0, name.length() - 2) : name;
    if (!PackForms.isCode(word)) {
      throw node.invalid("has a code as its name, or one followed by .*");
    }
    SortedSet<String> own = PackForms.codes(node.get(TIERS));
    for (String tier : own) {
      if (!tiers.containsKey(tier)) {
        throw node.get(TIERS).invalid("are tiers of this pack");
      }
    }
    if (own.isEmpty()) {
      throw node.get(TIERS).invalid("names a tier");
    }
    boolean every = node.has(PURPOSES) && isEvery(node.get(PURPOSES));
    return new Category(
        name,
        own,
        node.has(PURPOSES) && !every ? groups.resolve(node.get(PURPOSES)) : PackForms.none(),
        every,
        node.find("derived", PackNode::flag).orElse(false),
        node.find("retention", PackForms::period).map(Period::parse));
  }

  private static boolean isEvery(PackNode purposes) throws InvalidPackException {
    return purposes.items().size() == 1 && purposes.items().get(0).text().equals(Groups.ALL);
  }

  static String ruleId(PackNode node, Map<String, PackRule> rules) throws InvalidPackException {
    return node.text(rules::containsKey, "is a rule of this pack");
  }
}

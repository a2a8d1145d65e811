package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Reads what may flow: steps and edges. */
final class PathsReader {
  private static final Set<String> STEPS =
      Set.of("DEPOSIT", "RELEASE_1", "RELEASE_2", "RELEASE", "ONWARD");
  private static final Set<String> ROLES =
      Set.of("AUDITOR", "BUREAU", "LENDER", "PLATFORM", "PROCESSOR", "REGULATOR", "STATE_DB");
  private static final String DEFAULT = "default";
  private static final String CLOSED = "closed";

  /** What is about the person, and must not be looked at before the caller's own consent. */
  private static final Set<Check> ABOUT_THE_PERSON =
      EnumSet.of(
          Check.FREEZE,
          Check.ERASURE,
          Check.CONSENT_SCOPE,
          Check.TIER,
          Check.PARENTS,
          Check.PARENT_CONSENTS,
          Check.PARENT_RETENTION,
          Check.CONFLICT,
          Check.SOURCES,
          Check.FEE);

  private PathsReader() {}

  static Pack.Paths read(PackNode root, Pack.Vocabulary vocabulary, Groups groups)
      throws InvalidPackException {
    Map<String, List<PackRule>> steps =
        root.get("steps").members((step, node) -> order(step, node, vocabulary.rules()));
    PackNode edges = root.get("edges");
    Map<String, Edge> read = new LinkedHashMap<>();
    for (String name : edges.names()) {
      if (!name.equals(DEFAULT)) {
        read.put(name, edge(name, edges.get(name), vocabulary, steps, groups));
      }
    }
    return new Pack.Paths(
        steps,
        Collections.unmodifiableMap(read),
        VocabularyReader.ruleId(edges.get(DEFAULT), vocabulary.rules()));
  }

  private static List<PackRule> order(String step, PackNode node, Map<String, PackRule> rules)
      throws InvalidPackException {
    if (!STEPS.contains(step)) {
      throw node.invalid("is a step: " + STEPS.stream().sorted().toList());
    }
    List<PackRule> order = new ArrayList<>();
    for (PackNode item : node.items()) {
      PackRule rule = rules.get(VocabularyReader.ruleId(item, rules));
      if (rule == null || rule.check().isEmpty()) {
        throw item.invalid("is a rule with a check");
      }
      if (order.contains(rule)) {
        throw item.invalid("is there twice");
      }
      order.add(rule);
    }
    checkOrder(step, node, order.stream().map(rule -> rule.check().orElseThrow()).toList());
    return List.copyOf(order);
  }

  /** A wrong order would tell a stranger about a person, so no pack may have one. */
  private static void checkOrder(String step, PackNode node, List<Check> checks)
      throws InvalidPackException {
    if (checks.size() < 2 || checks.get(0) != Check.PARTIES || checks.get(1) != Check.EDGE) {
      throw node.invalid("begins with the checks PARTIES and EDGE");
    }
    if (step.equals("DEPOSIT")) {
      return;
    }
    int consent = checks.indexOf(Check.CONSENT);
    if (consent < 0) {
      throw node.invalid("has the check CONSENT");
    }
    for (Check check : checks.subList(0, consent)) {
      if (ABOUT_THE_PERSON.contains(check)) {
        throw node.invalid("has nothing about the person before the check CONSENT");
      }
    }
    for (Check needed :
        List.of(
            Check.CONSENT_STANDING,
            Check.CONSENT_TERM,
            Check.CONSENT_PURPOSE,
            Check.CONSENT_LIMIT,
            Check.FREEZE,
            Check.ERASURE,
            Check.PURPOSE,
            Check.PROHIBITED,
            Check.CONSENT_SCOPE,
            Check.TIER,
            Check.RECIPIENT_KEY)) {
      if (!checks.contains(needed)) {
        throw node.invalid("has the check " + needed);
      }
    }
  }

  private static Edge edge(
      String name,
      PackNode node,
      Pack.Vocabulary vocabulary,
      Map<String, List<PackRule>> steps,
      Groups groups)
      throws InvalidPackException {
    int arrow = name.indexOf("->");
    String from = arrow < 0 ? "" : name.substring(0, arrow);
    String to = arrow < 0 ? "" : name.substring(arrow + 2);
    if (!isRole(from) || !isRole(to) || (from.equals(Edge.ANY) && to.equals(Edge.ANY))) {
      throw node.invalid("is an edge, such as PLATFORM->BUREAU");
    }
    Map<String, Passage> passages = new LinkedHashMap<>();
    for (String step : node.names()) {
      if (!step.equals(CLOSED)) {
        if (!steps.containsKey(step)) {
          throw node.get(step).invalid("is closed or a step of this pack");
        }
        passages.put(step, passage(node.get(step), vocabulary, groups));
      }
    }
    String closed = VocabularyReader.ruleId(node.get(CLOSED), vocabulary.rules());
    return new Edge(from, to, closed, passages);
  }

  private static boolean isRole(String role) {
    return role.equals(Edge.ANY) || ROLES.contains(role);
  }

  private static Passage passage(PackNode node, Pack.Vocabulary vocabulary, Groups groups)
      throws InvalidPackException {
    node.onlyMembers(
        "purposes",
        "endPurposes",
        "licensed",
        "agreement",
        "agreementRule",
        "plan",
        "assessment",
        "review",
        "consent",
        "modifiers");
    Map<String, ConsentNeed> modifiers =
        node.has("modifiers")
            ? node.get("modifiers").members((tier, need) -> modifier(tier, need, vocabulary))
            : Map.of();
    return new Passage(
        node.find("purposes", groups::resolve).orElse(PackForms.none()),
        node.find("endPurposes", groups::resolve).orElse(PackForms.none()),
        node.find("licensed", side -> side.word(Side.class)),
        node.find("agreement", PackForms::code),
        node.find("agreementRule", rule -> VocabularyReader.ruleId(rule, vocabulary.rules())),
        new Filings(
            node.find("plan", side -> side.word(Side.class)),
            node.find("assessment", side -> side.word(Side.class)),
            node.find("review", PathsReader::review)),
        node.find("consent", need -> consent(need, vocabulary)),
        modifiers);
  }

  private static Filings.ReviewNeed review(PackNode node) throws InvalidPackException {
    node.onlyMembers("agreement", "maxAge");
    return new Filings.ReviewNeed(
        PackForms.code(node.get("agreement")), Period.parse(PackForms.period(node.get("maxAge"))));
  }

  /** The caller's own consent names both sides; a collecting kind has no discloser. */
  private static ConsentNeed consent(PackNode node, Pack.Vocabulary vocabulary)
      throws InvalidPackException {
    node.onlyMembers("kind", "rule", "forms");
    return new ConsentNeed(
        PackForms.code(node.get("kind")),
        VocabularyReader.ruleId(node.get("rule"), vocabulary.rules()),
        Optional.of(Side.FROM),
        Side.TO,
        forms(node),
        false);
  }

  private static ConsentNeed modifier(String tier, PackNode node, Pack.Vocabulary vocabulary)
      throws InvalidPackException {
    node.onlyMembers("kind", "discloser", "recipient", "forms", "told");
    Tier known = vocabulary.tiers().get(tier);
    if (known == null || known.rule().isEmpty()) {
      throw node.invalid("is for a tier that asks for a consent");
    }
    return new ConsentNeed(
        PackForms.code(node.get("kind")),
        known.rule().get(),
        node.find("discloser", side -> side.word(Side.class)),
        node.get("recipient").word(Side.class),
        forms(node),
        node.find("told", PackNode::flag).orElse(false));
  }

  private static SortedSet<String> forms(PackNode node) throws InvalidPackException {
    return node.find("forms", PackForms::codes).orElse(PackForms.none());
  }
}

package dev.tallystick.rules.pack;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;

/** Reads what parties have to keep to that no decision waits for. */
final class SupervisionReader {
  private static final int MOST_PEOPLE = 999_999_999;
  private static final int WHOLE = 10_000;

  private SupervisionReader() {}

  static PackSupervision read(PackNode root) throws InvalidPackException {
    requireRule(root, "coLending", "R67");
    requireRule(root, "queries", "R53");
    requireRule(root, "explanations", "R48");
    return new PackSupervision(
        root.find("complaintTerms", SupervisionReader::complaintTerms).orElse(ComplaintTerms.USUAL),
        root.find("audits", SupervisionReader::audits).orElse(AuditCycles.NONE),
        root.find("coLending", SupervisionReader::partnerShare)
            .orElse(PackSupervision.USUAL_PARTNER_SHARE),
        root.find("queries", SupervisionReader::queries),
        root.find("explanations", SupervisionReader::explanations)
            .orElse(PackSupervision.USUAL_ANSWER));
  }

  /** What is refused has to have a rule that it is refused by. */
  private static void requireRule(PackNode root, String member, String rule)
      throws InvalidPackException {
    if (root.has(member) && !root.get("rules").has(rule)) {
      throw root.get(member).invalid("needs the rule " + rule);
    }
  }

  private static int partnerShare(PackNode node) throws InvalidPackException {
    node.onlyMembers("partnerShareFromBasisPoints");
    return node.get("partnerShareFromBasisPoints").number(0, WHOLE);
  }

  private static Period explanations(PackNode node) throws InvalidPackException {
    node.onlyMembers("answerWithin");
    return Period.parse(PackForms.period(node.get("answerWithin")));
  }

  private static QueryLimits queries(PackNode node) throws InvalidPackException {
    node.onlyMembers("party", "staff", "suspension");
    PackNode suspension = node.get("suspension");
    suspension.onlyMembers("refusals", "lasts");
    Duration lasts = PackForms.hours(suspension.get("lasts"));
    if (lasts.isZero()) {
      throw suspension.get("lasts").invalid("is longer than nothing");
    }
    return new QueryLimits(
        limit(node.get("party")),
        limit(node.get("staff")),
        new QueryLimits.Suspension(suspension.get("refusals").number(1, MOST_PEOPLE), lasts));
  }

  private static QueryLimits.Limit limit(PackNode node) throws InvalidPackException {
    node.onlyMembers("most", "window");
    Duration window = PackForms.duration(node.get("window"));
    if (window.isZero() || window.toNanosPart() != 0) {
      throw node.get("window").invalid("is a number of seconds, one at least");
    }
    return new QueryLimits.Limit(node.get("most").number(1, MOST_PEOPLE), window);
  }

  private static ComplaintTerms complaintTerms(PackNode node) throws InvalidPackException {
    node.onlyMembers("acceptWithin", "answerWithin");
    return new ComplaintTerms(
        Period.parse(PackForms.period(node.get("acceptWithin"))),
        Period.parse(PackForms.period(node.get("answerWithin"))));
  }

  private static AuditCycles audits(PackNode node) throws InvalidPackException {
    node.onlyMembers("every", "above", "inARow");
    Map<String, Period> every = node.get("every").members(SupervisionReader::cycle);
    Map<String, Integer> above = Map.of();
    Optional<PackNode> sizes = node.find("above", n -> n);
    if (sizes.isPresent()) {
      above = sizes.get().members((role, people) -> people.number(1, MOST_PEOPLE));
      if (!every.keySet().containsAll(above.keySet())) {
        throw sizes.get().invalid("names roles that have a cycle");
      }
    }
    return new AuditCycles(every, above, node.get("inARow").number(1, 100));
  }

  private static Period cycle(String role, PackNode every) throws InvalidPackException {
    Period cycle = Period.parse(PackForms.period(every));
    if (!PackForms.isCode(role) || cycle.isZero()) {
      throw every.invalid("is the role of a party, with a period longer than nothing");
    }
    return cycle;
  }
}

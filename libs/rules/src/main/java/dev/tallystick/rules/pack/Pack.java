package dev.tallystick.rules.pack;

import dev.tallystick.tlog.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A rule pack: edges, purposes, categories, consents and the order of the rules, as data.
 *
 * <p>A pack that exists is complete: every rule, purpose and tier that it speaks of is in it, and
 * no rule about a person comes before the caller's own consent. Immutable. Not legal advice.
 */
public final class Pack {
  private static final String RELEASE = "release";
  private static final String NOTICE = "notice";

  /** What of {@code retention} says how far decisions look back. */
  static final List<String> LOOK_BACKS = List.of(RELEASE, NOTICE);

  private final Head head;
  private final Vocabulary vocabulary;
  private final Paths paths;
  private final Papers papers;
  private final byte[] yaml;
  private final PackTree tree;
  private final Hash digest;
  private final Set<String> modifierKinds;

  /** Which pack it is, and how it decides. */
  record Head(
      String id,
      String family,
      int version,
      String title,
      String disclaimer,
      Optional<String> extendedPack,
      Optional<Hash> extendedDigest,
      Instant effectiveFrom,
      ZoneId zone,
      SortedSet<String> countries,
      Duration lifetime,
      Duration clockTolerance) {}

  /** The words it knows. */
  record Vocabulary(
      Map<String, PackRule> rules,
      Map<String, Purpose> purposes,
      Map<String, Category> categories,
      Map<String, Tier> tiers) {}

  /** What may flow, and what is looked at on the way. */
  record Paths(
      Map<String, List<PackRule>> steps, Map<String, Edge> edges, String defaultEdgeRule) {}

  Pack(Head head, Vocabulary vocabulary, Paths paths, Papers papers, byte[] yaml, PackTree tree) {
    this.head = head;
    this.vocabulary = vocabulary;
    this.paths = paths;
    this.papers = papers;
    this.yaml = yaml;
    this.tree = tree;
    this.digest = Hash.sha256(yaml);
    this.modifierKinds =
        paths.edges().values().stream()
            .flatMap(edge -> edge.passages().values().stream())
            .flatMap(passage -> passage.modifiers().values().stream())
            .map(ConsentNeed::kind)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a pack that extends none.
   *
   * @throws InvalidPackException naming the path and the rule that it breaks
   */
  public static Pack parse(byte[] yaml) throws InvalidPackException {
    return parse(yaml, PackShelf.EMPTY);
  }

  /**
   * Reads a pack that may extend one on a shelf: what it says is laid over what the other says.
   *
   * @throws InvalidPackException naming the path and the rule that it breaks
   */
  public static Pack parse(byte[] yaml, PackShelf shelf) throws InvalidPackException {
    return PackReader.read(yaml.clone(), shelf);
  }

  /**
   * Reads a pack that is handed in: refuses besides what no rule looks at or no part carries out.
   *
   * @throws InvalidPackException naming the path and the rule that it breaks
   */
  public static Pack parseNew(byte[] yaml, PackShelf shelf) throws InvalidPackException {
    return PackReader.readNew(yaml.clone(), shelf);
  }

  public String id() {
    return head.id();
  }

  /** The packs of a family replace each other; the guard is {@code pack/<family>}. */
  public String family() {
    return head.family();
  }

  public int version() {
    return head.version();
  }

  public String title() {
    return head.title();
  }

  /** That it is not legal advice; to be shown wherever a citation is. */
  public String disclaimer() {
    return head.disclaimer();
  }

  /** The pack that this one is laid over. */
  public Optional<String> extendedPack() {
    return head.extendedPack();
  }

  /** The hash of that pack's text. */
  public Optional<Hash> extendedDigest() {
    return head.extendedDigest();
  }

  /** From when on it is meant to decide; the regulator's activation says from when it does. */
  public Instant effectiveFrom() {
    return head.effectiveFrom();
  }

  /** Whose midnight a local day ends at. */
  public ZoneId zone() {
    return head.zone();
  }

  /** Where data is at home; empty if that does not matter. */
  public SortedSet<String> countries() {
    return head.countries();
  }

  /** SHA-256 of the exact bytes. */
  public Hash digest() {
    return digest;
  }

  /** A copy of the exact bytes. */
  public byte[] yaml() {
    return yaml.clone();
  }

  /** How long a permit holds at most. */
  public Duration lifetime() {
    return head.lifetime();
  }

  /** By how much the log's clock may be behind the decider's. */
  public Duration clockTolerance() {
    return head.clockTolerance();
  }

  /** Every rule, by id, in the order of the text. */
  public Map<String, PackRule> rules() {
    return vocabulary.rules();
  }

  /**
   * A rule of this pack.
   *
   * @throws IllegalArgumentException if it has none of this id
   */
  public PackRule rule(String id) {
    PackRule rule = vocabulary.rules().get(id);
    if (rule == null) {
      throw new IllegalArgumentException("no rule of this pack: " + id);
    }
    return rule;
  }

  /** The rules of each step, in the order of evaluation. */
  Map<String, List<PackRule>> steps() {
    return paths.steps();
  }

  /** The rules of a step, in the order of evaluation; none of a step that it does not know. */
  public List<PackRule> order(String step) {
    return paths.steps().getOrDefault(step, List.of());
  }

  public Optional<Purpose> purpose(String code) {
    return Optional.ofNullable(vocabulary.purposes().get(code));
  }

  public Map<String, Purpose> purposes() {
    return vocabulary.purposes();
  }

  public Map<String, Category> categories() {
    return vocabulary.categories();
  }

  /** A category, or the nearest one above it that stands for all below. */
  public Optional<Category> category(String code) {
    Category found = vocabulary.categories().get(code);
    int dot = code.lastIndexOf('.');
    while (found == null && dot > 0) {
      found = vocabulary.categories().get(code.substring(0, dot) + ".*");
      dot = code.lastIndexOf('.', dot - 1);
    }
    return Optional.ofNullable(found);
  }

  public Map<String, Tier> tiers() {
    return vocabulary.tiers();
  }

  /** The rule by which a category is always refused, if it is. */
  public Optional<PackRule> prohibition(Category category) {
    for (String code : category.tiers()) {
      Tier tier = vocabulary.tiers().get(code);
      if (tier != null && tier.refuse().isPresent()) {
        return Optional.of(rule(tier.refuse().get()));
      }
    }
    return Optional.empty();
  }

  /** The edge between two roles: the most exact there is. */
  public Optional<Edge> edge(String from, String to) {
    return Optional.ofNullable(paths.edges().get(from + "->" + to))
        .or(() -> Optional.ofNullable(paths.edges().get(from + "->" + Edge.ANY)))
        .or(() -> Optional.ofNullable(paths.edges().get(Edge.ANY + "->" + to)));
  }

  public Map<String, Edge> edges() {
    return paths.edges();
  }

  /** The kinds of consent that only add to another one. */
  public Set<String> modifierKinds() {
    return modifierKinds;
  }

  /** The rule that refuses what no edge allows. */
  public PackRule defaultEdgeRule() {
    return rule(paths.defaultEdgeRule());
  }

  public Optional<ConsentKind> consentKind(String kind) {
    return Optional.ofNullable(papers.consents().get(kind));
  }

  public Map<String, ConsentKind> consentKinds() {
    return papers.consents();
  }

  /** Words that no recipient's name is made of, in lower case. */
  public SortedSet<String> forbiddenRecipientWords() {
    return papers.forbiddenRecipientWords();
  }

  /** All that it says of papers, save those words: to compare two packs by. */
  Papers papersBesideWords() {
    return papers.besideWords();
  }

  /** How long a person who said no is left in peace; empty if the pack does not say. */
  public Optional<Period> promptCooldown() {
    return papers.promptCooldown();
  }

  public Optional<AgreementKind> agreementKind(String kind) {
    return Optional.ofNullable(papers.agreements().get(kind));
  }

  /** The scopes one of which a licence must have. */
  public SortedSet<String> licenceScopes() {
    return papers.licenceScopes();
  }

  /** The share from which an owner needs an approval, in hundredths of a percent. */
  public int approvalFromBasisPoints() {
    return papers.approvalFromBasisPoints();
  }

  /** The share from which an owner counts as controlling, in hundredths of a percent. */
  public int controlFromBasisPoints() {
    return papers.controlFromBasisPoints();
  }

  /** The age in years from which a person consents alone; empty if the pack does not say. */
  public Optional<Integer> adultFrom() {
    return papers.protection().adultFrom();
  }

  /** How long a holder has to answer a stop notice; 20 days if the pack does not say. */
  public Period stopAnswer() {
    return papers.protection().stopAnswer().orElse(Period.ofDays(20));
  }

  /** Which reports about themselves persons get for nothing. */
  public FreeReports freeReports() {
    return papers.protection().freeReports();
  }

  /** By when a breach is told. */
  public BreachTerms breachTerms() {
    return papers.protection().breachTerms();
  }

  /** Where a person may complain, in sentences by language. */
  public Map<String, String> complaintRoutes() {
    return papers.protection().complaintRoutes();
  }

  /** How long an authority has with complaints. */
  public ComplaintTerms complaintTerms() {
    return papers.supervision().complaints();
  }

  /** How often parties are audited. */
  public AuditCycles audits() {
    return papers.supervision().audits();
  }

  /** The least share of a joint loan, in hundredths of a percent, that the partner lends itself. */
  public int leastPartnerShare() {
    return papers.supervision().leastPartnerShare();
  }

  /** How often lenders may ask; empty if the pack sets no bound. */
  public Optional<QueryLimits> queryLimits() {
    return papers.supervision().queryLimits();
  }

  /** How long who has decided something about a person has to explain it (R48). */
  public Period explanationAnswer() {
    return papers.supervision().explanationAnswer();
  }

  /** The roles whose holders are rivals of those whose users a bureau reports on. */
  public SortedSet<String> rivalRoles() {
    return papers.rivalRoles();
  }

  /** {@code LOCAL_DAY} if a tariff line may free the second release of a day, else {@code NONE}. */
  public String feeDedup() {
    return papers.feeDedup();
  }

  /** The class of a recipient that is registered without one. */
  public String defaultUserClass() {
    return papers.defaultUserClass();
  }

  /**
   * For how long a release is looked at: as a parent, as a use within a window, and when its holder
   * is to be told of something. Empty if that has no end.
   */
  public Optional<Duration> releaseLookBack() {
    return lookBack(RELEASE);
  }

  /** For how long a consent may rest on a notice; empty if that has no end. */
  public Optional<Duration> noticeLookBack() {
    return lookBack(NOTICE);
  }

  private Optional<Duration> lookBack(String what) {
    return Optional.ofNullable(papers.retention().get(what))
        .map(period -> LocalDate.EPOCH.plus(Period.parse(period)))
        .map(end -> Duration.ofDays(end.toEpochDay()));
  }

  /** How long what is kept, by what it is. */
  public Map<String, String> retention() {
    return papers.retention();
  }

  PackTree tree() {
    return tree;
  }

  @Override
  public String toString() {
    return "Pack[" + id() + " version " + version() + "]";
  }
}

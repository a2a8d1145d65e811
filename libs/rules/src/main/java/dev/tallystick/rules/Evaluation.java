package dev.tallystick.rules;

import dev.tallystick.rules.pack.Check;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.rules.state.Product;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One decision on its way: what was asked, what has been read, what is left of it. */
final class Evaluation {
  private final DecisionRequest request;
  private final Pack pack;
  private final Evidence evidence;
  private final Optional<Product> product;
  private final SortedSet<String> wanted;
  private final SortedMap<String, Omission> omitted = new TreeMap<>();
  private final List<String> evaluated = new ArrayList<>();

  /** What is left of it; null as long as nothing was left out. */
  private @Nullable SortedSet<String> less;

  private @Nullable SortedSet<String> tokens;
  private @Nullable List<Release> parents;
  private @Nullable Passage passage;
  private List<Consent> candidates = List.of();
  private @Nullable Consent consent;
  private final List<Consent> modifiers = new ArrayList<>();
  private Optional<Fee> fee = Optional.empty();
  private Optional<String> agreement = Optional.empty();
  private Optional<PartyKey> recipientKey = Optional.empty();

  private Evaluation(DecisionRequest request, Pack pack, Evidence evidence) {
    this.request = request;
    this.pack = pack;
    this.evidence = evidence;
    this.product = request.what().product().flatMap(evidence.state()::product);
    this.wanted =
        request.what().categories().isEmpty()
            ? product.map(Product::inputCategories).orElse(request.what().categories())
            : request.what().categories();
  }

  static Decision decide(State state, DecisionRequest request, Instant instant, PackShelf shelf) {
    Instant at = Instant.ofEpochMilli(instant.toEpochMilli());
    Optional<PackActivation> active = state.activePack(shelf.family(), at.toEpochMilli());
    if (active.isEmpty()) {
      return RefusalsWithoutRules.withoutPack(state, request, at);
    }
    Pack pack = PackChoice.find(active.get(), shelf);
    Evidence evidence = new Evidence(state, at, pack);
    evidence.since(active.get().effectiveFromMillis());
    state.nextPackAfter(shelf.family(), at.toEpochMilli()).ifPresent(evidence::until);
    return new Evaluation(request, pack, evidence).decide();
  }

  static Decision decideBy(Pack pack, State state, DecisionRequest request, Instant instant) {
    Instant at = Instant.ofEpochMilli(instant.toEpochMilli());
    return new Evaluation(request, pack, new Evidence(state, at, pack)).decide();
  }

  private Decision decide() {
    List<PackRule> order = pack.order(request.step().name());
    for (PackRule rule : order) {
      Check check = rule.check().orElseThrow();
      Optional<PackRule> refusal = Checks.of(check).refusal(this, rule);
      evaluated.add(refusal.orElse(rule).id());
      if (refusal.isPresent()) {
        return refused(refusal.get());
      }
    }
    return order.isEmpty() ? refused(pack.defaultEdgeRule()) : permitted();
  }

  private Decision refused(PackRule rule) {
    if (evaluated.isEmpty()) {
      evaluated.add(rule.id());
    }
    return new Decision(
        Outcome.DENY,
        Optional.of(new Decision.Refusal(rule.code(), rule.id(), rule.status())),
        new Decision.Granted(
            wanted,
            List.copyOf(omitted.values()),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        List.copyOf(evaluated),
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        evidence.window(),
        basis());
  }

  private Decision permitted() {
    return new Decision(
        Outcome.PERMIT,
        Optional.empty(),
        new Decision.Granted(
            granted(),
            List.copyOf(omitted.values()),
            evidence.consents(),
            fee,
            agreement,
            recipientKey),
        List.copyOf(evaluated),
        evidence.guards(),
        evidence.advances(),
        evidence.window(),
        basis());
  }

  private Decision.Basis basis() {
    return new Decision.Basis(
        evidence.state().size(), Optional.of(pack.id()), Optional.of(pack.digest()));
  }

  DecisionRequest request() {
    return request;
  }

  Pack pack() {
    return pack;
  }

  Evidence evidence() {
    return evidence;
  }

  State state() {
    return evidence.state();
  }

  long at() {
    return evidence.at();
  }

  String from() {
    return request.from();
  }

  /** The recipient; of a deposit the other side of its agreement, if there is one. */
  Optional<String> to() {
    return request
        .to()
        .or(
            () ->
                request
                    .named()
                    .agreement()
                    .flatMap(state()::agreement)
                    .map(agreed -> agreed.receiver()));
  }

  String side(Side side) {
    return side == Side.FROM ? from() : to().orElse("");
  }

  /** The person; a step without one asks nothing about any. */
  String subject() {
    return request.subject().orElse("");
  }

  /** The person's tokens; read once a decision. */
  SortedSet<String> tokens() {
    SortedSet<String> read = tokens;
    if (read == null) {
      read = state().tokensOf(subject());
      tokens = read;
    }
    return read;
  }

  /** Whether it is a token of the person's; if it is another one, the decision rests on that. */
  boolean owns(String token) {
    if (token.equals(subject())) {
      return true;
    }
    tokens().forEach(one -> evidence.restOn(GuardKeys.identity(one)));
    return tokens().contains(token);
  }

  /** The person's consents under every token of theirs, and with them which tokens those are. */
  List<Consent> consents() {
    SortedSet<String> all = tokens();
    if (all.size() == 1) {
      return state().consents(subject());
    }
    List<Consent> found = new ArrayList<>();
    for (String token : all) {
      evidence.restOn(GuardKeys.identity(token));
      found.addAll(state().consents(token));
    }
    return found;
  }

  /** The releases that it is made from, as far as the log knows them; read once a decision. */
  List<Release> parents() {
    List<Release> read = parents;
    if (read == null) {
      read = new ArrayList<>();
      for (ParentRef ref : request.chain().parents()) {
        parent(ref).ifPresent(read::add);
      }
      parents = read;
    }
    return read;
  }

  /**
   * A release that it is made from. One that the pack no longer looks back to, or that was
   * destroyed under a pack that does not for ever, is as if there had been none: a state may have
   * forgotten it.
   */
  Optional<Release> parent(ParentRef ref) {
    Optional<Release> found = state().release(ref.event());
    Optional<Duration> most = pack.releaseLookBack();
    if (found.isEmpty() || most.isEmpty()) {
      return found;
    }
    boolean known =
        !found.get().destroyed() && at() < found.get().recordedMillis() + most.get().toMillis();
    return found.filter(release -> known);
  }

  /** The first millisecond of which releases are looked at. */
  long lookBackStart() {
    return pack.releaseLookBack().map(most -> at() - most.toMillis() + 1).orElse(Long.MIN_VALUE);
  }

  /** What the edge asks for; absent until it is found open. */
  Optional<Passage> passage() {
    return Optional.ofNullable(passage);
  }

  void enter(Passage open) {
    passage = open;
  }

  /** The rule of this step that asks a question, for checks that find what another one is about. */
  PackRule ruleOf(Check check, PackRule otherwise) {
    return pack.order(request.step().name()).stream()
        .filter(rule -> rule.check().equals(Optional.of(check)))
        .findFirst()
        .orElse(otherwise);
  }

  List<Consent> candidates() {
    return candidates;
  }

  void narrow(List<Consent> fewer) {
    candidates = fewer;
  }

  Optional<Consent> consent() {
    return Optional.ofNullable(consent);
  }

  void settleOn(Consent chosen) {
    consent = chosen;
    evidence.use(chosen);
  }

  /** A consent that a tier asks for besides. */
  void addModifier(Consent modifier) {
    modifiers.add(modifier);
  }

  List<Consent> modifiers() {
    return modifiers;
  }

  Optional<Product> product() {
    return product;
  }

  SortedSet<String> wanted() {
    return wanted;
  }

  private SortedSet<String> granted() {
    return less == null ? wanted : Collections.unmodifiableSortedSet(less);
  }

  /** What is left of it now; leaving more out does not change this list. */
  Collection<String> left() {
    return less == null ? wanted : List.copyOf(less);
  }

  void omit(String category, PackRule rule) {
    SortedSet<String> fewer = less == null ? new TreeSet<>(wanted) : less;
    fewer.remove(category);
    less = fewer;
    omitted.put(category, new Omission(category, rule.code(), rule.id()));
  }

  /** Refuses once nothing is left, or something that the product cannot do without is gone. */
  Optional<PackRule> unlessEnoughIsLeft(PackRule rule) {
    SortedSet<String> left = less == null ? wanted : less;
    boolean nothing = left.isEmpty();
    boolean lacking =
        request.step() == Step.RELEASE_2
            && product.isPresent()
            && !left.containsAll(product.get().requiredCategories());
    return nothing || lacking ? Optional.of(rule) : Optional.empty();
  }

  void charge(Fee charged) {
    fee = Optional.of(charged);
  }

  void agree(String agreed) {
    agreement = Optional.of(agreed);
  }

  void sealTo(PartyKey key) {
    recipientKey = Optional.of(key);
  }
}

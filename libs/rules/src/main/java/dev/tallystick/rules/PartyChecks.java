package dev.tallystick.rules;

import dev.tallystick.rules.pack.Edge;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.rules.state.Suspension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is asked about the two sides, and nothing about the person. */
final class PartyChecks {
  private static final String ENCRYPT = "ENCRYPT";

  private PartyChecks() {}

  static Optional<PackRule> registered(Evaluation e, PackRule rule) {
    boolean from = isRegistered(e, e.from());
    boolean to = e.to().map(party -> isRegistered(e, party)).orElse(true);
    return from && to ? Optional.empty() : Optional.of(rule);
  }

  private static boolean isRegistered(Evaluation e, String party) {
    return e.evidence().party(party).filter(Party::isRegistered).isPresent();
  }

  /** The edge refuses by its own rule, so that a direct sale is called one. */
  static Optional<PackRule> edge(Evaluation e, PackRule rule) {
    if (e.to().isEmpty()) {
      // A deposit under an agreement that nobody filed: the rule about agreements refuses it.
      return Optional.empty();
    }
    Optional<Edge> edge = e.pack().edge(role(e, Side.FROM), role(e, Side.TO));
    if (edge.isEmpty()) {
      return Optional.of(e.pack().defaultEdgeRule());
    }
    Optional<Passage> passage = edge.get().passage(e.request().step().name());
    passage.ifPresent(e::enter);
    return passage.isPresent() ? Optional.empty() : Optional.of(e.pack().rule(edge.get().closed()));
  }

  private static String role(Evaluation e, Side side) {
    return e.evidence().party(e.side(side)).flatMap(Party::role).orElse("");
  }

  static Optional<PackRule> suspension(Evaluation e, PackRule rule) {
    boolean deposit = e.request().step() == Step.DEPOSIT;
    List<String> ofFrom = deposit ? List.of(Suspension.ALL, "DEPOSIT") : List.of(Suspension.ALL);
    boolean from = isSuspended(e, e.from(), ofFrom);
    boolean to =
        e.to().filter(party -> isSuspended(e, party, List.of(Suspension.ALL, "QUERY"))).isPresent();
    return from || (to && !deposit) ? Optional.of(rule) : Optional.empty();
  }

  /** Who leaves too much without its half of the proof gets no more of it for a while. */
  static Optional<PackRule> receipts(Evaluation e, PackRule rule) {
    return e.to()
        .filter(party -> isSuspended(e, party, List.of(Suspension.RECEIPTS)))
        .map(party -> rule);
  }

  static boolean isSuspended(Evaluation e, String party, List<String> scopes) {
    return e.evidence().party(party).filter(p -> p.isSuspendedAt(e.at(), scopes)).isPresent();
  }

  static Optional<PackRule> licence(Evaluation e, PackRule rule) {
    Optional<Side> side = e.passage().flatMap(Passage::licensed);
    if (side.isEmpty()) {
      return Optional.empty();
    }
    Licence longest = null;
    for (Licence licence : licences(e, side.get())) {
      if (licence.isValidAt(e.at())
          && (longest == null || licence.validToMillis() > longest.validToMillis())) {
        longest = licence;
      }
    }
    if (longest == null) {
      return Optional.of(rule);
    }
    e.evidence().holds(longest.validFromMillis(), longest.validToMillis());
    return Optional.empty();
  }

  /** Who never had a licence is no lapsed bureau but something else that sells the same. */
  static Optional<PackRule> sourceLicence(Evaluation e, PackRule rule) {
    boolean asked = e.passage().flatMap(Passage::licensed).equals(Optional.of(Side.FROM));
    return asked && licences(e, Side.FROM).isEmpty() ? Optional.of(rule) : Optional.empty();
  }

  private static List<Licence> licences(Evaluation e, Side side) {
    List<Licence> found = new ArrayList<>();
    Optional<Party> party = e.evidence().party(e.side(side));
    for (Licence licence : party.isPresent() ? party.get().licences() : List.<Licence>of()) {
      if (!Collections.disjoint(licence.scope(), e.pack().licenceScopes())) {
        found.add(licence);
      }
    }
    return found;
  }

  static Optional<PackRule> agreement(Evaluation e, PackRule rule) {
    Optional<String> kind = e.passage().flatMap(Passage::agreement);
    if (e.passage().isPresent() && kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<Agreement> agreement = kind.flatMap(k -> agreementOfKind(e, k));
    agreement.ifPresent(
        a -> {
          e.evidence().holds(a.validFromMillis(), a.validToMillis());
          e.agree(a.id());
        });
    return agreement.isPresent() ? Optional.empty() : Optional.of(refusing(e, rule));
  }

  /** The edge may have a rule of its own about its agreement. */
  private static PackRule refusing(Evaluation e, PackRule rule) {
    return e.passage().flatMap(Passage::agreementRule).map(e.pack()::rule).orElse(rule);
  }

  private static Optional<Agreement> agreementOfKind(Evaluation e, String kind) {
    String to = e.side(Side.TO);
    e.evidence().party(e.from());
    e.evidence().party(to);
    Optional<String> named = e.request().named().agreement();
    Optional<String> instruction = instruction(e);
    Agreement longest = null;
    for (Agreement agreement : e.state().agreements(kind, e.from(), to)) {
      boolean meant =
          (named.isEmpty() || named.get().equals(agreement.id()))
              && agreement.instructs(instruction);
      if (meant
          && agreement.isInForceAt(e.at())
          && (longest == null || agreement.validToMillis() > longest.validToMillis())) {
        longest = agreement;
      }
    }
    return Optional.ofNullable(longest);
  }

  /** The instruction that the caller acts on. */
  private static Optional<String> instruction(Evaluation e) {
    return e.request()
        .what()
        .purposeObject()
        .filter(object -> object.kind().equals("INSTRUCTION"))
        .map(PurposeObject::ref);
  }

  static Optional<PackRule> recipientKey(Evaluation e, PackRule rule) {
    Optional<Party> recipient = e.evidence().party(e.side(Side.TO));
    Optional<PartyKey> key = recipient.flatMap(p -> p.keyAt(ENCRYPT, e.at()));
    recipient.ifPresent(p -> p.nextKeyAfter(ENCRYPT, e.at()).ifPresent(e.evidence()::until));
    key.ifPresent(
        k -> {
          e.evidence().holds(k.validFromMillis(), k.validToMillis());
          e.sealTo(k);
        });
    return key.isPresent() ? Optional.empty() : Optional.of(rule);
  }
}

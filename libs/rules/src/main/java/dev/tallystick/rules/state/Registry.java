package dev.tallystick.rules.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** What concerns no person: parties, their papers, and the packs in force. */
record Registry(
    PMap<String, Party> parties,
    PMap<String, Agreement> agreements,
    PMap<String, Product> products,
    PMap<String, PVector<PackActivation>> packs) {
  static final Registry EMPTY =
      new Registry(
          HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  private static final long DAY_MILLIS = 86_400_000;

  private static final Map<String, Fold> FOLDS =
      Map.ofEntries(
          Map.entry("party.registered", (r, e, f) -> r.register(f)),
          Map.entry("party.suspended", (r, e, f) -> r.suspend(e, f, Suspension.ALL)),
          Map.entry("party.restored", (r, e, f) -> r.restore(f)),
          Map.entry("party.key.registered", (r, e, f) -> r.addKey(e, f)),
          Map.entry("party.key.revoked", (r, e, f) -> r.revokeKey(f)),
          Map.entry("licence.recorded", (r, e, f) -> r.addLicence(f)),
          Map.entry("licence.revoked", (r, e, f) -> r.revokeLicence(f)),
          Map.entry("ownership.recorded", (r, e, f) -> r.recordOwner(f)),
          Map.entry("agreement.filed", (r, e, f) -> r.file(f)),
          Map.entry("agreement.terminated", (r, e, f) -> r.terminate(f)),
          Map.entry("plan.filed", (r, e, f) -> r.plan(f)),
          Map.entry("assessment.filed", (r, e, f) -> r.assess(f)),
          Map.entry("product.registered", (r, e, f) -> r.addProduct(f)),
          Map.entry("product.retired", (r, e, f) -> r.retire(f)),
          Map.entry("tariff.published", (r, e, f) -> r.publish(f)),
          Map.entry("pack.activated", (r, e, f) -> r.activate(f)),
          Map.entry(
              "service.suspended", (r, e, f) -> r.suspend(e, f, f.textOr("scope", Suspension.ALL))),
          Map.entry("service.restored", (r, e, f) -> r.restore(f)));

  /** What an event of a type does here. */
  private interface Fold {
    Registry apply(Registry registry, LoggedEvent event, Facts facts);
  }

  Registry fold(String type, LoggedEvent event, Facts facts) {
    Fold fold = FOLDS.get(type);
    return fold == null ? this : fold.apply(this, event, facts);
  }

  private Registry change(Optional<String> id, UnaryOperator<Party> change) {
    if (id.isEmpty()) {
      return this;
    }
    Party before = parties.get(id.get());
    Party after = change.apply(before == null ? unregistered(id.get()) : before);
    return new Registry(parties.plus(id.get(), after), agreements, products, packs);
  }

  private static Party unregistered(String id) {
    return new Party(
        id,
        Party.Details.UNKNOWN,
        HashTreePMap.empty(),
        TreePVector.empty(),
        TreePVector.empty(),
        TreePVector.empty(),
        TreePVector.empty(),
        TreePVector.empty(),
        TreePVector.empty(),
        TreePVector.empty());
  }

  private Registry register(Facts f) {
    return change(
        f.text("party"),
        party ->
            party.with(
                new Party.Details(
                    f.text("role"),
                    f.textOr("legalName", ""),
                    f.textOr("registrationNo", ""),
                    f.textOr("country", ""),
                    f.textOr("contact", ""),
                    f.text("userClass"))));
  }

  private Registry suspend(LoggedEvent event, Facts f, String scope) {
    Suspension suspension = new Suspension(event.id(), scope, f.instant("until"));
    return change(
        f.text("party"),
        party ->
            party.withSuspensions(
                party
                    .suspensions()
                    .minusAll(forgotten(party, event.recordedMillis()))
                    .plus(event.id(), suspension)));
  }

  /** Those that have been over for longer than any decision looks back: they would only add up. */
  private static List<String> forgotten(Party party, long recordedMillis) {
    return party.suspensions().values().stream()
        .filter(one -> !one.isInForceAt(recordedMillis - DAY_MILLIS))
        .map(Suspension::event)
        .toList();
  }

  private Registry restore(Facts f) {
    String suspension = f.textOr("suspension", "");
    return change(
        f.text("party"), party -> party.withSuspensions(party.suspensions().minus(suspension)));
  }

  private Registry addKey(LoggedEvent event, Facts f) {
    Optional<String> thumbprint = f.text("thumbprint");
    Optional<Facts> jwk = f.object("jwk");
    if (thumbprint.isEmpty() || jwk.isEmpty()) {
      return this;
    }
    PartyKey key =
        new PartyKey(
            f.textOr("use", ""),
            thumbprint.get(),
            jwk.get().data(),
            f.instant("validFrom").orElse(Long.MAX_VALUE),
            f.instant("validTo").orElse(Long.MIN_VALUE),
            false,
            event.index());
    return change(
        f.text("party"),
        party ->
            party.hasRevoked(key.thumbprint())
                ? party
                : party.withKeys(
                    Party.replaced(party.keys(), key, k -> k.use() + "/" + k.thumbprint())));
  }

  /** A key is revoked for good, for every use: whoever has it could have it for the other too. */
  private Registry revokeKey(Facts f) {
    String thumbprint = f.textOr("thumbprint", "");
    return change(
        f.text("party"),
        party -> {
          PVector<PartyKey> keys = party.keys();
          for (int i = 0; i < keys.size(); i++) {
            PartyKey key = keys.get(i);
            if (key.thumbprint().equals(thumbprint)) {
              keys = keys.with(i, key.revoke());
            }
          }
          return party.withKeys(keys);
        });
  }

  private Registry addLicence(Facts f) {
    Optional<String> id = f.text("licence");
    if (id.isEmpty()) {
      return this;
    }
    Licence licence =
        new Licence(
            id.get(),
            f.textOr("licenceNo", ""),
            f.textOr("issuer", ""),
            f.strings("scope"),
            f.instant("validFrom").orElse(Long.MAX_VALUE),
            f.instant("validTo").orElse(Long.MIN_VALUE),
            false);
    return change(
        f.text("party"),
        party -> party.withLicences(Party.replaced(party.licences(), licence, Licence::id)));
  }

  private Registry revokeLicence(Facts f) {
    String id = f.textOr("licence", "");
    return change(
        f.text("party"),
        party -> {
          PVector<Licence> licences = party.licences();
          for (int i = 0; i < licences.size(); i++) {
            if (licences.get(i).id().equals(id)) {
              licences = licences.with(i, licences.get(i).revoke());
            }
          }
          return party.withLicences(licences);
        });
  }

  private Registry recordOwner(Facts f) {
    Holding holding =
        new Holding(
            f.textOr("holder", ""),
            f.textOr("held", ""),
            f.integer("basisPoints").orElse(0),
            f.textOr("since", ""),
            f.text("approvalRef"));
    return change(
        f.text("held"),
        party -> party.withOwners(Party.replaced(party.owners(), holding, Holding::holder)));
  }

  private Registry file(Facts f) {
    Optional<String> id = f.text("agreement");
    if (id.isEmpty()) {
      return this;
    }
    Agreement agreement =
        new Agreement(
            id.get(),
            f.integer("version").orElse(1),
            f.textOr("kind", ""),
            f.textOr("provider", ""),
            f.textOr("receiver", ""),
            f.strings("clauses"),
            f.text("filingNo"),
            f.date("reviewedOn"),
            f.text("approvalRef"),
            f.instant("validFrom").orElse(Long.MAX_VALUE),
            f.instant("validTo").orElse(Long.MIN_VALUE),
            false);
    return with(agreement)
        .change(f.text("provider"), party -> party.withAgreement(id.get()))
        .change(f.text("receiver"), party -> party.withAgreement(id.get()));
  }

  private Registry terminate(Facts f) {
    Agreement agreement = agreements.get(f.textOr("agreement", ""));
    return agreement == null ? this : with(agreement.terminate());
  }

  private Registry with(Agreement agreement) {
    return new Registry(parties, agreements.plus(agreement.id(), agreement), products, packs);
  }

  private Registry plan(Facts f) {
    Plan plan =
        new Plan(
            f.textOr("plan", ""),
            f.integer("version").orElse(1),
            f.textOr("kind", ""),
            f.strings("categories"),
            f.strings("partners"),
            f.instant("effectiveFrom").orElse(Long.MAX_VALUE));
    return change(f.text("party"), party -> party.withPlan(plan));
  }

  private Registry assess(Facts f) {
    Assessment assessment =
        new Assessment(
            f.textOr("assessment", ""),
            f.textOr("fromRole", ""),
            f.textOr("toRole", ""),
            f.strings("categories"),
            f.strings("contents"),
            f.instant("validFrom").orElse(Long.MAX_VALUE),
            f.instant("validTo").orElse(Long.MIN_VALUE),
            f.text("mechanism"),
            f.text("approvalRef"));
    return change(f.text("party"), party -> party.withAssessment(assessment));
  }

  private Registry addProduct(Facts f) {
    Optional<String> id = f.text("product");
    return id.isEmpty()
        ? this
        : with(
            new Product(
                id.get(),
                f.integer("version").orElse(1),
                f.textOr("party", ""),
                f.textOr("name", ""),
                f.textOr("kind", ""),
                f.strings("purposes"),
                f.strings("inputCategories"),
                f.strings("requiredCategories"),
                f.strings("outputs"),
                false));
  }

  private Registry retire(Facts f) {
    Product product = products.get(f.textOr("product", ""));
    return product == null ? this : with(product.retire());
  }

  private Registry with(Product product) {
    return new Registry(parties, agreements, products.plus(product.id(), product), packs);
  }

  private Registry publish(Facts f) {
    Tariff tariff =
        new Tariff(
            f.textOr("tariff", ""),
            f.integer("version").orElse(1),
            f.textOr("party", ""),
            f.textOr("currency", ""),
            f.instant("effectiveFrom").orElse(Long.MAX_VALUE),
            f.objects("lines").stream()
                .map(
                    line ->
                        new Tariff.Line(
                            line.textOr("line", ""),
                            line.textOr("payer", ""),
                            line.text("product"),
                            line.textOr("userClass", ""),
                            line.integer("amount").orElse(0),
                            line.textOr("dedup", "")))
                .toList());
    return change(f.text("party"), party -> party.withTariff(tariff));
  }

  private Registry activate(Facts f) {
    Optional<String> family = f.text("family");
    if (family.isEmpty()) {
      return this;
    }
    PackActivation activation =
        new PackActivation(
            family.get(),
            f.textOr("pack", ""),
            f.integer("version").orElse(1),
            f.textOr("digest", ""),
            f.instant("effectiveFrom").orElse(Long.MAX_VALUE));
    PVector<PackActivation> before = packs.getOrDefault(family.get(), TreePVector.empty());
    return new Registry(
        parties, agreements, products, packs.plus(family.get(), before.plus(activation)));
  }
}

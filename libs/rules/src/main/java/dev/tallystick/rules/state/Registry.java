package dev.tallystick.rules.state;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.AgreementFiled;
import dev.tallystick.events.type.AgreementTerminated;
import dev.tallystick.events.type.AssessmentFiled;
import dev.tallystick.events.type.KeyJwk;
import dev.tallystick.events.type.LicenceRecorded;
import dev.tallystick.events.type.LicenceRevoked;
import dev.tallystick.events.type.OwnershipRecorded;
import dev.tallystick.events.type.PackActivated;
import dev.tallystick.events.type.PartyEnrolmentIssued;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.events.type.PartyRestored;
import dev.tallystick.events.type.PartySuspended;
import dev.tallystick.events.type.PlanFiled;
import dev.tallystick.events.type.ProductRegistered;
import dev.tallystick.events.type.ProductRetired;
import dev.tallystick.events.type.ServiceRestored;
import dev.tallystick.events.type.ServiceSuspended;
import dev.tallystick.events.type.TariffPublished;
import java.time.Instant;
import java.time.LocalDate;
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
          Map.entry(
              PartyRegistered.NAME, (r, e, data) -> r.register(new PartyRegistered.Partial(data))),
          Map.entry(
              PartySuspended.NAME, (r, e, data) -> r.suspend(e, new PartySuspended.Partial(data))),
          Map.entry(PartyRestored.NAME, (r, e, data) -> r.restore(new PartyRestored.Partial(data))),
          Map.entry(
              PartyEnrolmentIssued.NAME,
              (r, e, data) -> r.enrol(e, new PartyEnrolmentIssued.Partial(data))),
          Map.entry(
              PartyKeyRegistered.NAME,
              (r, e, data) -> r.addKey(e, new PartyKeyRegistered.Partial(data))),
          Map.entry(
              PartyKeyRevoked.NAME, (r, e, data) -> r.revokeKey(new PartyKeyRevoked.Partial(data))),
          Map.entry(
              LicenceRecorded.NAME,
              (r, e, data) -> r.addLicence(new LicenceRecorded.Partial(data))),
          Map.entry(
              LicenceRevoked.NAME,
              (r, e, data) -> r.revokeLicence(new LicenceRevoked.Partial(data))),
          Map.entry(
              OwnershipRecorded.NAME,
              (r, e, data) -> r.recordOwner(new OwnershipRecorded.Partial(data))),
          Map.entry(AgreementFiled.NAME, (r, e, data) -> r.file(new AgreementFiled.Partial(data))),
          Map.entry(
              AgreementTerminated.NAME,
              (r, e, data) -> r.terminate(new AgreementTerminated.Partial(data))),
          Map.entry(PlanFiled.NAME, (r, e, data) -> r.plan(new PlanFiled.Partial(data))),
          Map.entry(
              AssessmentFiled.NAME, (r, e, data) -> r.assess(new AssessmentFiled.Partial(data))),
          Map.entry(
              ProductRegistered.NAME,
              (r, e, data) -> r.addProduct(new ProductRegistered.Partial(data))),
          Map.entry(
              ProductRetired.NAME, (r, e, data) -> r.retire(new ProductRetired.Partial(data))),
          Map.entry(
              TariffPublished.NAME, (r, e, data) -> r.publish(new TariffPublished.Partial(data))),
          Map.entry(
              PackActivated.NAME, (r, e, data) -> r.activate(new PackActivated.Partial(data))),
          Map.entry(
              ServiceSuspended.NAME,
              (r, e, data) -> r.suspend(e, new ServiceSuspended.Partial(data))),
          Map.entry(
              ServiceRestored.NAME, (r, e, data) -> r.restore(new ServiceRestored.Partial(data))));

  /** What an event of a type does here. */
  private interface Fold {
    Registry apply(Registry registry, LoggedEvent event, JsonObject data);
  }

  Registry fold(LoggedEvent event) {
    Fold fold = FOLDS.get(event.stub().type());
    return fold == null ? this : fold.apply(this, event, event.data());
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
        TreePVector.empty(),
        Optional.empty());
  }

  Registry with(Party party) {
    return new Registry(parties.plus(party.id(), party), agreements, products, packs);
  }

  private Registry register(PartyRegistered.Partial f) {
    return change(
        f.party(),
        party ->
            party.with(
                new Party.Details(
                    f.role(),
                    f.legalName().orElse(""),
                    f.registrationNo().orElse(""),
                    f.country().orElse(""),
                    f.contact().orElse(""),
                    f.userClass())));
  }

  private Registry suspend(LoggedEvent event, PartySuspended.Partial f) {
    return suspend(event, f.party(), Suspension.ALL, f.until());
  }

  private Registry suspend(LoggedEvent event, ServiceSuspended.Partial f) {
    return suspend(event, f.party(), f.scope().orElse(Suspension.ALL), f.until());
  }

  private Registry suspend(
      LoggedEvent event, Optional<String> id, String scope, Optional<Instant> until) {
    Suspension suspension = new Suspension(event.id(), scope, Values.millis(until));
    return change(
        id,
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

  private Registry restore(PartyRestored.Partial f) {
    return restore(f.party(), f.suspension());
  }

  private Registry restore(ServiceRestored.Partial f) {
    return restore(f.party(), f.suspension());
  }

  private Registry restore(Optional<String> id, Optional<String> suspension) {
    return change(
        id, party -> party.withSuspensions(party.suspensions().minus(suspension.orElse(""))));
  }

  private Registry addKey(LoggedEvent event, PartyKeyRegistered.Partial f) {
    Optional<String> thumbprint = f.thumbprint();
    Optional<KeyJwk.Partial> jwk = f.jwk();
    if (thumbprint.isEmpty() || jwk.isEmpty()) {
      return this;
    }
    PartyKey key =
        new PartyKey(
            f.use().orElse(""),
            thumbprint.get(),
            jwk.get().object(),
            Values.millis(f.validFrom(), Long.MAX_VALUE),
            Values.millis(f.validTo(), Long.MIN_VALUE),
            false,
            f.enrolment().isPresent(),
            event.index());
    return change(f.party(), party -> party.withKey(key).withUsed(f.enrolment()));
  }

  /** A new code takes the place of the one before. */
  private Registry enrol(LoggedEvent event, PartyEnrolmentIssued.Partial f) {
    IssuedEnrolment issued =
        new IssuedEnrolment(
            event.id(), f.codeHash().orElse(""), Values.millis(f.validTo(), Long.MIN_VALUE));
    return change(f.party(), party -> party.withEnrolment(Optional.of(issued)));
  }

  /** A key is revoked for good, for every use: whoever has it could have it for the other too. */
  private Registry revokeKey(PartyKeyRevoked.Partial f) {
    return change(f.party(), party -> party.withRevoked(f.thumbprint().orElse("")));
  }

  private Registry addLicence(LicenceRecorded.Partial f) {
    Optional<String> id = f.licence();
    if (id.isEmpty()) {
      return this;
    }
    Licence licence =
        new Licence(
            id.get(),
            f.licenceNo().orElse(""),
            f.issuer().orElse(""),
            Values.sorted(f.scope()),
            Values.millis(f.validFrom(), Long.MAX_VALUE),
            Values.millis(f.validTo(), Long.MIN_VALUE),
            false);
    return change(
        f.party(),
        party -> party.withLicences(Party.replaced(party.licences(), licence, Licence::id)));
  }

  private Registry revokeLicence(LicenceRevoked.Partial f) {
    String id = f.licence().orElse("");
    return change(
        f.party(),
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

  private Registry recordOwner(OwnershipRecorded.Partial f) {
    Holding holding =
        new Holding(
            f.holder().orElse(""),
            f.held().orElse(""),
            f.basisPoints().orElse(0),
            f.since().map(LocalDate::toString).orElse(""),
            f.approvalRef());
    return change(
        f.held(),
        party -> party.withOwners(Party.replaced(party.owners(), holding, Holding::holder)));
  }

  private Registry file(AgreementFiled.Partial f) {
    Optional<String> id = f.agreement();
    if (id.isEmpty()) {
      return this;
    }
    Agreement agreement =
        new Agreement(
            id.get(),
            f.version().orElse(1),
            f.kind().orElse(""),
            f.provider().orElse(""),
            f.receiver().orElse(""),
            Values.sorted(f.clauses()),
            f.filingNo(),
            f.reviewedOn(),
            f.approvalRef(),
            f.instruction(),
            Values.millis(f.validFrom(), Long.MAX_VALUE),
            Values.millis(f.validTo(), Long.MIN_VALUE),
            false);
    return with(agreement)
        .change(f.provider(), party -> party.withAgreement(id.get()))
        .change(f.receiver(), party -> party.withAgreement(id.get()));
  }

  private Registry terminate(AgreementTerminated.Partial f) {
    Agreement agreement = agreements.get(f.agreement().orElse(""));
    return agreement == null ? this : with(agreement.terminate());
  }

  private Registry with(Agreement agreement) {
    return new Registry(parties, agreements.plus(agreement.id(), agreement), products, packs);
  }

  private Registry plan(PlanFiled.Partial f) {
    Plan plan =
        new Plan(
            f.plan().orElse(""),
            f.version().orElse(1),
            f.kind().orElse(""),
            Values.sorted(f.categories()),
            Values.sorted(f.partners()),
            Values.millis(f.effectiveFrom(), Long.MAX_VALUE));
    return change(f.party(), party -> party.withPlan(plan));
  }

  private Registry assess(AssessmentFiled.Partial f) {
    Assessment assessment =
        new Assessment(
            f.assessment().orElse(""),
            f.fromRole().orElse(""),
            f.toRole().orElse(""),
            Values.sorted(f.categories()),
            Values.sorted(f.contents()),
            Values.millis(f.validFrom(), Long.MAX_VALUE),
            Values.millis(f.validTo(), Long.MIN_VALUE),
            f.mechanism(),
            f.approvalRef());
    return change(f.party(), party -> party.withAssessment(assessment));
  }

  private Registry addProduct(ProductRegistered.Partial f) {
    Optional<String> id = f.product();
    return id.isEmpty()
        ? this
        : with(
            new Product(
                id.get(),
                f.version().orElse(1),
                f.party().orElse(""),
                f.name().orElse(""),
                f.kind().orElse(""),
                Values.sorted(f.purposes()),
                Values.sorted(f.inputCategories()),
                Values.sorted(f.requiredCategories()),
                Values.sorted(f.outputs()),
                false));
  }

  private Registry retire(ProductRetired.Partial f) {
    Product product = products.get(f.product().orElse(""));
    return product == null ? this : with(product.retire());
  }

  private Registry with(Product product) {
    return new Registry(parties, agreements, products.plus(product.id(), product), packs);
  }

  private Registry publish(TariffPublished.Partial f) {
    Tariff tariff =
        new Tariff(
            f.tariff().orElse(""),
            f.version().orElse(1),
            f.party().orElse(""),
            f.currency().orElse(""),
            Values.millis(f.effectiveFrom(), Long.MAX_VALUE),
            f.lines().stream()
                .map(
                    line ->
                        new Tariff.Line(
                            line.line().orElse(""),
                            line.payer().orElse(""),
                            line.product(),
                            line.userClass().orElse(""),
                            line.amount().orElse(0),
                            line.dedup().orElse("")))
                .toList());
    return change(f.party(), party -> party.withTariff(tariff));
  }

  private Registry activate(PackActivated.Partial f) {
    Optional<String> family = f.family();
    if (family.isEmpty()) {
      return this;
    }
    PackActivation activation =
        new PackActivation(
            family.get(),
            f.pack().orElse(""),
            f.version().orElse(1),
            f.digest().orElse(""),
            Values.millis(f.effectiveFrom(), Long.MAX_VALUE));
    PVector<PackActivation> before = packs.getOrDefault(family.get(), TreePVector.empty());
    return new Registry(
        parties, agreements, products, packs.plus(family.get(), before.plus(activation)));
  }
}

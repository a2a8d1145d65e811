package dev.tallystick.rules.state;

import java.io.IOException;
import java.time.LocalDate;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** The registry in a snapshot, save the parties themselves. */
final class RegistryForm {
  private RegistryForm() {}

  static void write(SnapshotOut out, Registry registry) throws IOException {
    out.all(registry.parties().values(), party -> PartyForm.write(out, party));
    out.all(registry.agreements().values(), agreement -> write(out, agreement));
    out.all(registry.products().values(), product -> write(out, product));
    out.all(
        registry.packs().entrySet(),
        family -> {
          out.word(family.getKey());
          out.all(family.getValue(), activation -> write(out, activation));
        });
  }

  static Registry read(SnapshotIn in) throws IOException {
    PMap<String, Party> parties = HashTreePMap.empty();
    for (Party party : in.all(() -> PartyForm.read(in))) {
      parties = parties.plus(party.id(), party);
    }
    PMap<String, Agreement> agreements = HashTreePMap.empty();
    for (Agreement agreement : in.all(() -> agreement(in))) {
      agreements = agreements.plus(agreement.id(), agreement);
    }
    PMap<String, Product> products = HashTreePMap.empty();
    for (Product product : in.all(() -> product(in))) {
      products = products.plus(product.id(), product);
    }
    PMap<String, PVector<PackActivation>> packs = HashTreePMap.empty();
    int families = in.count();
    for (int i = 0; i < families; i++) {
      packs = packs.plus(in.word(), TreePVector.from(in.all(() -> activation(in))));
    }
    return new Registry(parties, agreements, products, packs);
  }

  private static void write(SnapshotOut out, Agreement agreement) throws IOException {
    out.text(agreement.id());
    out.wide(agreement.version());
    out.word(agreement.kind());
    out.word(agreement.provider());
    out.word(agreement.receiver());
    out.words(agreement.clauses());
    out.word(agreement.filingNo());
    out.perhaps(agreement.reviewedOn(), day -> out.wide(day.toEpochDay()));
    out.word(agreement.approvalRef());
    out.word(agreement.instruction());
    out.wide(agreement.validFromMillis());
    out.wide(agreement.validToMillis());
    out.flag(agreement.terminated());
  }

  private static Agreement agreement(SnapshotIn in) throws IOException {
    return new Agreement(
        in.text(),
        in.wide(),
        in.word(),
        in.word(),
        in.word(),
        in.words(),
        in.optionalWord(),
        in.perhaps(() -> LocalDate.ofEpochDay(in.wide())),
        in.optionalWord(),
        in.optionalWord(),
        in.wide(),
        in.wide(),
        in.flag());
  }

  private static void write(SnapshotOut out, Product product) throws IOException {
    out.text(product.id());
    out.wide(product.version());
    out.word(product.party());
    out.text(product.name());
    out.word(product.kind());
    out.words(product.purposes());
    out.words(product.inputCategories());
    out.words(product.requiredCategories());
    out.words(product.outputs());
    out.flag(product.retired());
  }

  private static Product product(SnapshotIn in) throws IOException {
    return new Product(
        in.text(),
        in.wide(),
        in.word(),
        in.text(),
        in.word(),
        in.words(),
        in.words(),
        in.words(),
        in.words(),
        in.flag());
  }

  private static void write(SnapshotOut out, PackActivation activation) throws IOException {
    out.word(activation.family());
    out.word(activation.pack());
    out.wide(activation.version());
    out.word(activation.digest());
    out.wide(activation.effectiveFromMillis());
  }

  private static PackActivation activation(SnapshotIn in) throws IOException {
    return new PackActivation(in.word(), in.word(), in.wide(), in.word(), in.wide());
  }
}

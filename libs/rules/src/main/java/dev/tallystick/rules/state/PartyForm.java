package dev.tallystick.rules.state;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePVector;

/** A party in a snapshot. */
final class PartyForm {
  private PartyForm() {}

  static void write(SnapshotOut out, Party party) throws IOException {
    out.word(party.id());
    Party.Details details = party.details();
    out.word(details.role());
    out.text(details.legalName());
    out.text(details.registrationNo());
    out.word(details.country());
    out.text(details.contact());
    out.word(details.userClass());
    out.all(
        party.suspensions().values(),
        suspension -> {
          out.text(suspension.event());
          out.word(suspension.scope());
          out.wide(suspension.untilMillis());
        });
    out.all(party.keys(), key -> write(out, key));
    out.all(party.licences(), licence -> write(out, licence));
    out.all(party.owners(), holding -> write(out, holding));
    out.all(party.tariffs(), tariff -> write(out, tariff));
    out.all(party.plans(), plan -> write(out, plan));
    out.all(party.assessments(), assessment -> write(out, assessment));
    out.all(party.agreements(), out::text);
    out.all(
        party.enrolment().stream().toList(),
        enrolment -> {
          out.text(enrolment.event());
          out.text(enrolment.codeHash());
          out.wide(enrolment.validToMillis());
        });
  }

  static Party read(SnapshotIn in) throws IOException {
    String id = in.word();
    Party.Details details =
        new Party.Details(
            in.optionalWord(), in.text(), in.text(), in.word(), in.text(), in.optionalWord());
    PMap<String, Suspension> suspensions = HashTreePMap.empty();
    for (Suspension suspension :
        in.all(() -> new Suspension(in.text(), in.word(), in.optionalWide()))) {
      suspensions = suspensions.plus(suspension.event(), suspension);
    }
    return new Party(
        id,
        details,
        suspensions,
        TreePVector.from(in.all(() -> key(in))),
        TreePVector.from(in.all(() -> licence(in))),
        TreePVector.from(in.all(() -> holding(in))),
        TreePVector.from(in.all(() -> tariff(in))),
        TreePVector.from(in.all(() -> plan(in))),
        TreePVector.from(in.all(() -> assessment(in))),
        TreePVector.from(in.all(in::text)),
        in.all(() -> new IssuedEnrolment(in.text(), in.text(), in.wide())).stream().findFirst());
  }

  private static void write(SnapshotOut out, PartyKey key) throws IOException {
    out.word(key.use());
    out.text(key.thumbprint());
    out.text(CanonicalJson.text(key.jwk()));
    out.wide(key.validFromMillis());
    out.wide(key.validToMillis());
    out.flag(key.revoked());
    out.flag(key.enrolled());
    out.wide(key.index());
  }

  private static PartyKey key(SnapshotIn in) throws IOException {
    return new PartyKey(
        in.word(),
        in.text(),
        json(in.text()),
        in.wide(),
        in.wide(),
        in.flag(),
        in.flag(),
        in.wide());
  }

  private static JsonObject json(String text) throws IOException {
    try {
      if (CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new IOException("a key that is no JSON", e);
    }
    throw new IOException("a key that is no object");
  }

  private static void write(SnapshotOut out, Licence licence) throws IOException {
    out.text(licence.id());
    out.text(licence.licenceNo());
    out.word(licence.issuer());
    out.words(licence.scope());
    out.wide(licence.validFromMillis());
    out.wide(licence.validToMillis());
    out.flag(licence.revoked());
  }

  private static Licence licence(SnapshotIn in) throws IOException {
    return new Licence(
        in.text(), in.text(), in.word(), in.words(), in.wide(), in.wide(), in.flag());
  }

  private static void write(SnapshotOut out, Holding holding) throws IOException {
    out.word(holding.holder());
    out.word(holding.held());
    out.wide(holding.basisPoints());
    out.word(holding.since());
    out.word(holding.approvalRef());
  }

  private static Holding holding(SnapshotIn in) throws IOException {
    return new Holding(in.word(), in.word(), in.wide(), in.word(), in.optionalWord());
  }

  private static void write(SnapshotOut out, Tariff tariff) throws IOException {
    out.text(tariff.id());
    out.wide(tariff.version());
    out.word(tariff.party());
    out.word(tariff.currency());
    out.wide(tariff.effectiveFromMillis());
    out.all(
        tariff.lines(),
        line -> {
          out.word(line.line());
          out.word(line.payer());
          out.word(line.product());
          out.word(line.userClass());
          out.wide(line.amount());
          out.word(line.dedup());
        });
  }

  private static Tariff tariff(SnapshotIn in) throws IOException {
    return new Tariff(
        in.text(),
        in.wide(),
        in.word(),
        in.word(),
        in.wide(),
        in.all(
            () ->
                new Tariff.Line(
                    in.word(), in.word(), in.optionalWord(), in.word(), in.wide(), in.word())));
  }

  private static void write(SnapshotOut out, Plan plan) throws IOException {
    out.text(plan.id());
    out.wide(plan.version());
    out.word(plan.kind());
    out.words(plan.categories());
    out.words(plan.partners());
    out.wide(plan.effectiveFromMillis());
  }

  private static Plan plan(SnapshotIn in) throws IOException {
    return new Plan(in.text(), in.wide(), in.word(), in.words(), in.words(), in.wide());
  }

  private static void write(SnapshotOut out, Assessment assessment) throws IOException {
    out.text(assessment.id());
    out.word(assessment.fromRole());
    out.word(assessment.toRole());
    out.words(assessment.categories());
    out.words(assessment.contents());
    out.wide(assessment.validFromMillis());
    out.wide(assessment.validToMillis());
    out.word(assessment.mechanism());
    out.word(assessment.approvalRef());
  }

  private static Assessment assessment(SnapshotIn in) throws IOException {
    return new Assessment(
        in.text(),
        in.word(),
        in.word(),
        in.words(),
        in.words(),
        in.wide(),
        in.wide(),
        in.optionalWord(),
        in.optionalWord());
  }
}

package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.UseData;
import dev.tallystick.portal.usage.Use.Outcome;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.Optional;

/** Tells entries about consents, rights, records and what became of them. */
final class ActTeller {
  private final ReaderText text;
  private final Names names;
  private final ActMessages say;

  ActTeller(ReaderText text, Names names, ActMessages say) {
    this.text = text;
    this.names = names;
    this.say = say;
  }

  /** The sentence for an entry of this type, if there is one. */
  Optional<Sentence> tell(String type, UseData.Partial data) {
    if (type.startsWith("consent.") || type.equals("notice.presented")) {
      return ofConsent(type, data);
    }
    if (type.startsWith("record.") || type.startsWith("erasure.")) {
      return ofRecord(type, data);
    }
    if (type.startsWith("right.") || type.startsWith("objection.")) {
      return ofRight(type, data);
    }
    if (type.startsWith("complaint.")) {
      return ofComplaint(type, data);
    }
    return Optional.ofNullable(
        switch (type) {
          case "freeze.set" -> Sentence.own(say.frozen());
          case "freeze.lifted" -> Sentence.own(say.unfrozen());
          case "stop.settled" -> Sentence.other(say.settled());
          case "identity.claimed" -> Sentence.other(say.claimed(name(data.party())));
          case "identity.disputed" -> Sentence.other(say.disputedClaim(name(data.party())));
          case "identity.linked" -> Sentence.own(say.linked());
          case "identity.unlinked" -> Sentence.own(say.unlinked());
          case "downstream.notified" ->
              Sentence.other(
                  say.told(
                      name(data.to()),
                      Words.of(text.locale()).of("change", data.change().orElse("?"))),
                  say.until(text.dayOf(data.dueOn().orElse("?"))));
          case "downstream.answered" ->
              Sentence.other(
                  say.stopAnswer(
                      name(data.to()),
                      Words.of(text.locale()).of("answer", data.answer().orElse("?"))));
          case "breach.people-told" -> Sentence.other(say.breach(name(data.party())));
          case "anomaly.raised" -> Sentence.other(say.anomaly());
          case "anomaly.cleared" -> Sentence.other(say.anomalyCleared());
          case "entry.unsealed" -> Sentence.other(say.unsealed());
          case "admin.acted" -> new Sentence(Outcome.READ, say.administered(), "");
          default -> null;
        });
  }

  private Optional<Sentence> ofConsent(String type, UseData.Partial data) {
    String recipient = name(data.recipient());
    return Optional.ofNullable(
        switch (type) {
          case "consent.given" -> given(data, recipient);
          case "consent.withdrawn" -> Sentence.own(say.withdrew(recipient));
          case "consent.refused" -> Sentence.own(say.saidNo(recipient));
          case "consent.expired" -> Sentence.other(say.ended(recipient));
          case "consent.rejected" -> rejected(data, recipient);
          case "notice.presented" -> Sentence.other(say.shown(recipient));
          default -> null;
        });
  }

  private Sentence rejected(UseData.Partial data, String recipient) {
    String lead =
        data.channel().filter("SELF"::equals).isPresent()
            ? say.ownNotAccepted(recipient)
            : say.notAccepted(recipient);
    return Sentence.other(
        lead, say.notAcceptedWhy(Words.of(text.locale()).refusal(data.code().orElse("?"))));
  }

  private Sentence given(UseData.Partial data, String recipient) {
    String kind = data.kind().orElse("?");
    String what = Words.of(text.locale()).of("consent", kind);
    if (data.collectedBy().isPresent()) {
      return Sentence.other(
          say.allowedElsewhere(name(data.collectedBy()), recipient, what), say.allowedDoubt());
    }
    return switch (kind) {
      case "PROVIDE" -> Sentence.own(say.allowedSupply(name(data.discloser()), recipient));
      case "QUERY" -> Sentence.own(say.allowedQuery(recipient, name(data.discloser())));
      default -> Sentence.own(say.allowed(recipient, what));
    };
  }

  private Optional<Sentence> ofRecord(String type, UseData.Partial data) {
    String provider = name(data.provider());
    String category = Words.of(text.locale()).category(data.category().orElse("?"));
    return Optional.ofNullable(
        switch (type) {
          case "record.corrected" -> Sentence.other(say.corrected(provider, category));
          case "record.annotated" -> Sentence.other(say.marked(category, provider));
          case "record.restricted" -> Sentence.other(say.restricted(category, provider));
          case "record.expired" -> Sentence.other(say.expired(category, provider));
          case "record.erased" -> Sentence.other(say.erased());
          case "erasure.started" -> Sentence.own(say.erasing());
          default -> null;
        });
  }

  private Optional<Sentence> ofRight(String type, UseData.Partial data) {
    String party = name(data.party());
    String right = Words.of(text.locale()).of("right", data.kind().orElse("?"));
    String outcome = Words.of(text.locale()).of("outcome", data.outcome().orElse("?"));
    return Optional.ofNullable(
        switch (type) {
          case "right.requested" -> Sentence.own(say.asked(party, right));
          case "right.fulfilled" -> Sentence.other(say.fulfilled(party, right));
          case "right.refused" -> Sentence.other(say.refusedRight(party, right));
          case "objection.filed" ->
              Sentence.own(
                  data.releases().isEmpty() ? say.objected(party) : say.disputedReport(party));
          case "objection.resolved" -> Sentence.other(say.answeredObjection(party, outcome));
          case "objection.overdue" -> Sentence.other(say.lateObjection(party));
          default -> null;
        });
  }

  private Optional<Sentence> ofComplaint(String type, UseData.Partial data) {
    String authority = name(data.authority());
    String against = name(data.against());
    return Optional.ofNullable(
        switch (type) {
          case "complaint.filed" -> Sentence.own(say.complained(authority, against));
          case "complaint.accepted" ->
              Sentence.other(
                  say.acceptedComplaint(authority, against),
                  say.until(text.dayOf(data.dueOn().orElse("?"))));
          case "complaint.answered" ->
              Sentence.other(
                  data.by().filter("PARTY"::equals).isPresent()
                      ? say.repliedToComplaint(against)
                      : say.answeredComplaint(
                          authority,
                          Words.of(text.locale()).of("outcome", data.outcome().orElse("?"))));
          case "complaint.withdrawn" -> Sentence.own(say.tookBackComplaint(against));
          default -> null;
        });
  }

  private String name(Optional<String> party) {
    return party.map(names::of).orElse("?");
  }
}

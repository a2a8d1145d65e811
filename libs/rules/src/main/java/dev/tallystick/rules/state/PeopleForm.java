package dev.tallystick.rules.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.TreePVector;

/**
 * What concerns persons, in a snapshot: each person with their consents, from which the way to a
 * consent by its id is made again.
 */
final class PeopleForm {
  private static final ConsentStatus[] STATUSES = ConsentStatus.values();

  private PeopleForm() {}

  static void write(SnapshotOut out, People people) throws IOException {
    Entries.write(out, people.persons(), (subject, person) -> write(out, person));
    Entries.write(
        out,
        people.notices(),
        (id, notice) -> {
          out.id(id);
          out.text(notice.subject());
          out.wide(notice.presentedMillis());
          out.once(notice.told(), told -> write(out, told));
        });
    out.all(
        people.claims().entrySet(),
        claim -> {
          out.id(claim.getKey());
          out.text(claim.getValue().one());
          out.text(claim.getValue().other());
          out.wide(claim.getValue().claimedMillis());
        });
  }

  static People read(SnapshotIn in) throws IOException {
    TrieMap.Filling<String, Person> persons = new TrieMap.Filling<>();
    TrieMap.Filling<LogId, Consent> consents = new TrieMap.Filling<>();
    Entries.read(
        in,
        () -> {
          Person person = person(in);
          persons.put(person.subject(), person);
          person.consents().forEach(consent -> consents.put(consent.key(), consent));
        });
    TrieMap<String, Person> all = persons.filled();
    TrieMap.Filling<LogId, Notice> notices = new TrieMap.Filling<>();
    Entries.read(
        in,
        () -> {
          LogId id = in.id();
          String subject = in.text();
          Person person = all.get(subject);
          String same = person == null ? subject : person.subject();
          notices.put(id, new Notice(same, in.wide(), in.once(Notice.Told.class, () -> told(in))));
        });
    PMap<LogId, IdentityClaim> claims = HashTreePMap.empty();
    int claimed = in.count();
    for (int i = 0; i < claimed; i++) {
      claims = claims.plus(in.id(), new IdentityClaim(in.text(), in.text(), in.wide()));
    }
    return new People(all, consents.filled(), notices.filled(), claims);
  }

  private static void write(SnapshotOut out, Person person) throws IOException {
    out.text(person.subject());
    out.all(person.consents(), consent -> write(out, consent));
    out.all(
        person.refusals(),
        refusal -> {
          out.word(refusal.recipient());
          out.word(refusal.purpose());
          out.wide(refusal.recordedMillis());
        });
    out.all(person.freezes(), out::text);
    out.all(
        person.erasures(),
        erasure -> {
          out.text(erasure.id());
          out.word(erasure.provider());
          out.wide(erasure.index());
        });
    out.all(
        person.links().entrySet(),
        link -> {
          out.text(link.getKey());
          out.text(link.getValue());
        });
  }

  private static Person person(SnapshotIn in) throws IOException {
    String subject = in.text();
    List<Consent> consents = List.copyOf(in.all(() -> consent(in, subject)));
    List<Refusal> refusals = in.all(() -> new Refusal(in.word(), in.word(), in.wide()));
    List<String> freezes = in.all(in::text);
    List<Erasure> erasures = in.all(() -> new Erasure(in.text(), in.optionalWord(), in.wide()));
    PMap<String, String> links = HashTreePMap.empty();
    int linked = in.count();
    for (int i = 0; i < linked; i++) {
      links = links.plus(in.text(), in.text());
    }
    Person bare = Person.unknown(subject);
    return new Person(
        subject,
        consents,
        refusals.isEmpty() ? bare.refusals() : TreePVector.from(new ArrayList<>(refusals)),
        freezes.isEmpty() ? bare.freezes() : HashTreePSet.from(freezes),
        erasures.isEmpty() ? bare.erasures() : TreePVector.from(new ArrayList<>(erasures)),
        links);
  }

  private static void write(SnapshotOut out, Consent consent) throws IOException {
    out.id(consent.key());
    out.once(consent.text(), text -> write(out, text));
    Consent.Own own = consent.own();
    out.perhaps(Optional.ofNullable(own.objectRef()), out::text);
    out.id(own.modifies());
    out.wide(own.validFromMillis());
    out.wide(own.validUntilMillis());
    Consent.Place place = consent.place();
    out.wide(place.version());
    out.wide(place.givenIndex());
    out.id(place.notice());
    Notice.Told told = place.told();
    out.flag(told != null);
    if (told != null) {
      out.once(told, one -> write(out, one));
    }
    out.word(consent.status().name());
  }

  private static Consent consent(SnapshotIn in, String subject) throws IOException {
    LogId id = in.id();
    Consent.Text text = in.once(Consent.Text.class, () -> text(in));
    Consent.Own own =
        new Consent.Own(
            subject, in.perhaps(in::text).orElse(null), in.optionalId(), in.wide(), in.wide());
    Consent.Place place = new Consent.Place(in.wide(), in.wide(), in.id(), toldOf(in));
    return new Consent(id, text, own, place, status(in.word()));
  }

  private static Notice.@Nullable Told toldOf(SnapshotIn in) throws IOException {
    return in.flag() ? in.once(Notice.Told.class, () -> told(in)) : null;
  }

  private static ConsentStatus status(String name) throws IOException {
    for (ConsentStatus status : STATUSES) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    throw new IOException("no status: " + name);
  }

  private static void write(SnapshotOut out, Consent.Text text) throws IOException {
    out.word(text.kind());
    out.word(text.discloser());
    out.word(text.recipient());
    out.word(text.scope().purpose());
    out.word(text.scope().objectKind());
    out.words(text.scope().categories());
    out.word(text.scope().method());
    out.word(text.scope().retention());
    out.word(text.form());
    out.wide(text.useLimit());
    out.perhaps(
        text.frequency(),
        frequency -> {
          out.wide(frequency.count());
          out.text(frequency.days().toString());
          out.text(frequency.time().toString());
        });
    out.flag(text.modifier().adverseConsequencesTold());
    out.flag(text.modifier().necessityTold());
    out.flag(text.modifier().impactTold());
    out.word(text.origin().collectedBy());
    out.flag(text.origin().guardian());
    out.word(text.origin().country());
  }

  private static Consent.Text text(SnapshotIn in) throws IOException {
    String kind = in.word();
    Optional<String> discloser = in.optionalWord();
    String recipient = in.word();
    Consent.Scope scope =
        new Consent.Scope(
            in.word(), in.optionalWord(), Optional.empty(), in.words(), in.word(), in.word());
    return new Consent.Text(
        kind,
        discloser,
        recipient,
        scope,
        in.word(),
        in.optionalWide(),
        in.perhaps(() -> Frequency.read(in.wide(), in.text(), in.text())),
        new Consent.Modifier(Optional.empty(), in.flag(), in.flag(), in.flag()),
        new Consent.Origin(in.optionalWord(), in.flag(), in.optionalWord()));
  }

  private static void write(SnapshotOut out, Notice.Told told) throws IOException {
    out.word(told.kind());
    out.word(told.discloser());
    out.word(told.recipient());
    out.word(told.textHash());
    out.word(told.language());
    out.words(told.items());
    out.flag(told.highlighted());
  }

  private static Notice.Told told(SnapshotIn in) throws IOException {
    return new Notice.Told(
        in.word(), in.optionalWord(), in.word(), in.word(), in.word(), in.words(), in.flag());
  }
}

package dev.tallystick.rules.state;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentRefused;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.ErasureStarted;
import dev.tallystick.events.type.FreezeLifted;
import dev.tallystick.events.type.FreezeSet;
import dev.tallystick.events.type.IdentityClaimed;
import dev.tallystick.events.type.IdentityDisputed;
import dev.tallystick.events.type.IdentityLinked;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.events.type.NoticePresented;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What concerns persons: consents, notices, freezes, erasures, links.
 *
 * @param notices presented, and not forgotten yet; what rests on one has taken over what it told
 * @param claims that two tokens are one person's, neither confirmed nor disputed, and not forgotten
 */
record People(
    TrieMap<String, Person> persons,
    TrieMap<LogId, Consent> consents,
    TrieMap<LogId, Notice> notices,
    PMap<LogId, IdentityClaim> claims) {
  static final People EMPTY =
      new People(TrieMap.empty(), TrieMap.empty(), TrieMap.empty(), HashTreePMap.empty());

  private static final Map<String, Fold> FOLDS =
      Map.ofEntries(
          Map.entry(
              NoticePresented.NAME,
              (p, e, data) -> p.present(e, new NoticePresented.Partial(data))),
          Map.entry(ConsentGiven.NAME, (p, e, data) -> p.give(e, new ConsentGiven.Partial(data))),
          Map.entry(
              ConsentWithdrawn.NAME,
              (p, e, data) ->
                  p.end(new ConsentWithdrawn.Partial(data).consent(), ConsentStatus.WITHDRAWN)),
          Map.entry(
              ConsentExpired.NAME, (p, e, data) -> p.expire(new ConsentExpired.Partial(data))),
          Map.entry(FreezeSet.NAME, (p, e, data) -> p.freeze(e)),
          Map.entry(FreezeLifted.NAME, (p, e, data) -> p.lift(e, new FreezeLifted.Partial(data))),
          Map.entry(
              IdentityClaimed.NAME, (p, e, data) -> p.claim(e, new IdentityClaimed.Partial(data))),
          Map.entry(
              IdentityDisputed.NAME,
              (p, e, data) -> p.close(new IdentityDisputed.Partial(data).claim())),
          Map.entry(
              IdentityLinked.NAME, (p, e, data) -> p.link(e, new IdentityLinked.Partial(data))),
          Map.entry(
              IdentityUnlinked.NAME,
              (p, e, data) -> p.unlink(e, new IdentityUnlinked.Partial(data))),
          Map.entry(
              ErasureStarted.NAME, (p, e, data) -> p.erase(e, new ErasureStarted.Partial(data))),
          Map.entry(
              ConsentRefused.NAME, (p, e, data) -> p.refuse(e, new ConsentRefused.Partial(data))));

  /** What an event of a type does here. */
  private interface Fold {
    People apply(People people, LoggedEvent event, JsonObject data);
  }

  People fold(LoggedEvent event) {
    Fold fold = FOLDS.get(event.stub().type());
    return fold == null ? this : fold.apply(this, event, event.data());
  }

  Person person(String subject) {
    Person known = persons.get(subject);
    return known == null ? Person.unknown(subject) : known;
  }

  private People change(Optional<String> subject, UnaryOperator<Person> change) {
    return subject.isEmpty() ? this : with(change.apply(person(subject.get())));
  }

  private People with(Person person) {
    return new People(persons.plus(person.subject(), person), consents, notices, claims);
  }

  private People present(LoggedEvent event, NoticePresented.Partial f) {
    Optional<String> id = f.notice();
    if (id.isEmpty()) {
      return this;
    }
    Notice.Told told =
        new Notice.Told(
            f.kind().orElse(""),
            f.discloser(),
            f.recipient().orElse(""),
            f.textHash().orElse(""),
            f.language().orElse(""),
            Values.sorted(f.items()),
            f.highlighted().orElse(false));
    Person person = person(event.subject().orElse(""));
    Notice notice = new Notice(person.subject(), event.recordedMillis(), Shared.one(told));
    return new People(persons, consents, notices.plus(LogId.of(id.get()), notice), claims);
  }

  /** A consent that was withdrawn stays so, whatever is logged under its id afterwards. */
  private People give(LoggedEvent event, ConsentGiven.Partial f) {
    Optional<String> id = f.consent();
    if (id.isEmpty() || event.subject().isEmpty()) {
      return this;
    }
    Person person = person(event.subject().get());
    LogId key = LogId.of(id.get());
    Consent before = consents.get(key);
    if (before == null) {
      Consent first = GivenConsent.read(key, person.subject(), event, f, notices);
      return with(person.plus(first), first);
    }
    boolean closed =
        before.status() == ConsentStatus.WITHDRAWN || !before.subject().equals(person.subject());
    return closed
        ? this
        : replace(before, GivenConsent.read(before.key(), person.subject(), event, f, notices));
  }

  private People with(Person person, Consent consent) {
    return new People(
        persons.plus(person.subject(), person),
        consents.plus(consent.key(), consent),
        notices,
        claims);
  }

  /** A consent stands with its person too, who is found in one step. */
  private People replace(Consent before, Consent after) {
    return with(person(before.subject()).with(before, after), after);
  }

  private People refuse(LoggedEvent event, ConsentRefused.Partial f) {
    Refusal refusal =
        new Refusal(
            Shared.one(f.recipient().orElse("")),
            Shared.one(f.purpose().orElse("")),
            event.recordedMillis());
    return change(event.subject(), person -> person.withRefusal(refusal));
  }

  private @Nullable Consent find(Optional<String> id) {
    return consents.get(LogId.of(id.orElse("")));
  }

  private People end(Optional<String> id, ConsentStatus status) {
    Consent consent = find(id);
    return consent == null ? this : replace(consent, consent.with(status));
  }

  /** The sweep speaks of one version; a later one stands. */
  private People expire(ConsentExpired.Partial f) {
    Consent consent = find(f.consent());
    boolean meant =
        consent != null
            && consent.status() == ConsentStatus.GIVEN
            && f.version().orElse(consent.version()) >= consent.version();
    return meant ? end(f.consent(), ConsentStatus.EXPIRED) : this;
  }

  private People freeze(LoggedEvent event) {
    return change(event.subject(), person -> person.withFreezes(person.freezes().plus(event.id())));
  }

  private People lift(LoggedEvent event, FreezeLifted.Partial f) {
    String freeze = f.freeze().orElse("");
    return change(event.subject(), person -> person.withFreezes(person.freezes().minus(freeze)));
  }

  private People erase(LoggedEvent event, ErasureStarted.Partial f) {
    Optional<String> provider =
        f.scope().orElse("").equals("PROVIDER") ? f.provider() : Optional.empty();
    Erasure erasure = new Erasure(f.erasure().orElse(""), provider, event.index());
    return change(event.subject(), person -> person.withErasure(erasure));
  }

  private People with(PMap<LogId, IdentityClaim> next) {
    return new People(persons, consents, notices, next);
  }

  private People claim(LoggedEvent event, IdentityClaimed.Partial f) {
    Optional<String> id = f.claim();
    if (id.isEmpty() || event.subject().isEmpty()) {
      return this;
    }
    String subject = event.subject().get();
    LogId key = LogId.of(id.get());
    IdentityClaim known = claims.get(key);
    IdentityClaim claim =
        known == null ? IdentityClaim.first(subject, event.recordedMillis()) : known.and(subject);
    return with(claims.plus(key, claim));
  }

  /** Of a claim that is disputed, confirmed or undone nothing can come any more. */
  private People close(Optional<String> claim) {
    LogId key = LogId.of(claim.orElse(""));
    return claims.get(key) == null ? this : with(claims.minus(key));
  }

  /** A link opens nothing that rests on no claim about these two, or on one that has lapsed. */
  private People link(LoggedEvent event, IdentityLinked.Partial f) {
    String subject = event.subject().orElse("");
    String linked = f.linked().orElse("");
    IdentityClaim claim = claims.get(LogId.of(f.claim().orElse("")));
    if (claim == null || !claim.allows(subject, linked, event.recordedMillis())) {
      return this;
    }
    return close(f.claim())
        .change(Optional.of(subject), p -> p.withLinks(p.links().plus(event.id(), linked)))
        .change(Optional.of(linked), p -> p.withLinks(p.links().plus(event.id(), subject)));
  }

  private People unlink(LoggedEvent event, IdentityUnlinked.Partial f) {
    String link = f.link().orElse("");
    return close(f.claim())
        .change(event.subject(), p -> p.withLinks(p.links().minus(link)))
        .change(f.linked(), p -> p.withLinks(p.links().minus(link)));
  }
}

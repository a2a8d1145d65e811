package dev.tallystick.local.realm;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Someone who can get a token in the local realm, by a name that is unique among all. */
public sealed interface Identity {
  /** The name: a client's id or a person's user name. */
  String name();

  /** The realm role. */
  String role();

  /** The line that lists it, in the format of {@code identities.txt}. */
  default String line() {
    return match(
        service -> service.role() + " " + service.name() + " " + joined(service.calls()),
        organisation -> "party " + organisation.name() + " " + organisation.role(),
        person ->
            String.join(
                " ",
                "person",
                person.name(),
                person.role(),
                person.givenName(),
                person.familyName(),
                person.party().orElse("-"),
                person.staff().orElse("-"),
                person.auditScope().orElse("-")));
  }

  private static String joined(List<String> calls) {
    return calls.isEmpty() ? "-" : String.join(",", calls);
  }

  /** What this identity is, as one of its three kinds. */
  <R> R match(
      Function<Service, R> service, Function<Organisation, R> organisation, Function<Person, R> p);

  /**
   * A part of the suite, or what collects its metrics. It speaks for no party and may call only the
   * services named.
   */
  record Service(String name, List<String> calls, String role) implements Identity {
    /** The role of what may read metrics and nothing else. */
    public static final String SCRAPER = "scraper";

    /** Keeps a copy of the list. */
    public Service {
      calls = List.copyOf(calls);
    }

    /** A part of the suite. */
    public Service(String name, List<String> calls) {
      this(name, calls, "service");
    }

    /** Whether it collects metrics, and identifies itself by a secret as such programs do. */
    public boolean isScraper() {
      return role.equals(SCRAPER);
    }

    @Override
    public <R> R match(
        Function<Service, R> service,
        Function<Organisation, R> organisation,
        Function<Person, R> p) {
      return service.apply(this);
    }
  }

  /**
   * An organisation's own system; its name is the party that it speaks for. Its tokens are bound.
   */
  record Organisation(String name, String role) implements Identity {
    @Override
    public <R> R match(
        Function<Service, R> service,
        Function<Organisation, R> organisation,
        Function<Person, R> p) {
      return organisation.apply(this);
    }
  }

  /** A human being, who logs in with a password, and with a one-time code as one of the staff. */
  record Person(
      String name,
      String role,
      String givenName,
      String familyName,
      Optional<String> party,
      Optional<String> staff,
      Optional<String> auditScope)
      implements Identity {
    /** Whether this person is a data subject and needs a subject token. */
    public boolean isSubject() {
      return role.equals("citizen");
    }

    /** Whether this person works for somebody and logs in with a one-time code, too. */
    public boolean isStaff() {
      return !isSubject();
    }

    @Override
    public <R> R match(
        Function<Service, R> service,
        Function<Organisation, R> organisation,
        Function<Person, R> p) {
      return p.apply(this);
    }
  }
}

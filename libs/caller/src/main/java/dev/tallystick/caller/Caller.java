package dev.tallystick.caller;

import dev.tallystick.problem.EnforcesRule;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the verified access token says. Read through methods only, so that no claim is
 * misspelled twice.
 */
@RequestScoped
public class Caller {
  private final JsonWebToken token;
  private final SecurityIdentity identity;

  Caller(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /**
   * The OIDC client that the token was issued to ({@code azp}), such as {@code consent-service}.
   */
  public String client() {
    return claim("azp").or(() -> claim("client_id")).orElse("");
  }

  /** A name for the account in the log's own entries: its id at the provider, no personal data. */
  public String account() {
    String subject = token.getSubject();
    return subject == null ? "" : subject;
  }

  /** The organisation that the token speaks for. */
  public Optional<String> party() {
    return claim("party");
  }

  /** The subject token of the person that the token speaks for. */
  public Optional<String> subject() {
    return claim("subject");
  }

  /** The clerk of the party, where one is named. */
  public Optional<String> staff() {
    return claim("staff");
  }

  /**
   * The parties whose entries an auditor's engagement covers ({@code audit_scope}); {@code *}
   * stands for all. Empty means none.
   */
  public Set<String> auditScope() {
    Object scope = token.getClaim("audit_scope");
    Set<String> parties = new TreeSet<>();
    if (scope instanceof Collection<?> several) {
      several.forEach(one -> parties.add(text(one)));
    } else if (scope != null) {
      parties.addAll(Set.of(text(scope).split("[ ,]+")));
    }
    parties.remove("");
    return parties;
  }

  /** When the caller has last proved who they are, where the identity provider says so. */
  public Optional<Instant> authenticatedAt() {
    try {
      return claim("auth_time").map(Long::parseLong).map(Instant::ofEpochSecond);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The person's day of birth, where the identity provider vouches for it. */
  public Optional<LocalDate> born() {
    try {
      return claim("birthdate").map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The persons whose guardian the caller is, by their subject tokens. */
  public Set<String> wards() {
    Set<String> wards = new TreeSet<>();
    claim("wards").ifPresent(all -> wards.addAll(Set.of(all.split("[ ,]+"))));
    return wards;
  }

  /**
   * The tokens of all identifiers of which the identity provider vouches that they are the
   * person's, that of {@link #subject} among them.
   */
  public Set<String> provedSubjects() {
    Set<String> proved = new TreeSet<>();
    subject().ifPresent(proved::add);
    claim("proved").ifPresent(all -> proved.addAll(Set.of(all.split("[ ,]+"))));
    return proved;
  }

  /** Whether the caller has the realm role. */
  public boolean hasRole(String role) {
    return identity.hasRole(role);
  }

  /**
   * The organisation that the token speaks for.
   *
   * @throws CallerProblem.NotYourParty if it speaks for none
   */
  public String requireParty() {
    return party().orElseThrow(CallerProblem.NotYourParty::new);
  }

  /**
   * Refuses everybody but this party.
   *
   * @throws CallerProblem.NotYourParty if the token does not speak for it
   */
  public void requireParty(String id) {
    if (!requireParty().equals(id)) {
      throw new CallerProblem.NotYourParty();
    }
  }

  /**
   * Refuses everybody but the own systems of this party.
   *
   * @throws CallerProblem.NotYourParty if the token does not speak for it
   * @throws CallerProblem.NotForStaff if it names a clerk
   */
  public void requirePartyItself(String id) {
    requireParty(id);
    String unused = requirePartyItself();
  }

  /**
   * The organisation whose own system this is.
   *
   * @throws CallerProblem.NotYourParty if the token speaks for no organisation
   * @throws CallerProblem.NotForStaff if it names a clerk
   */
  public String requirePartyItself() {
    String party = requireParty();
    if (staff().isPresent()) {
      throw new CallerProblem.NotForStaff();
    }
    return party;
  }

  /**
   * Refuses clerks: what the party's own systems do, none of them does.
   *
   * @throws CallerProblem.NotForStaff if the token names a clerk
   */
  public void refuseStaff() {
    if (staff().isPresent()) {
      throw new CallerProblem.NotForStaff();
    }
  }

  /**
   * Why the caller looks at what is about persons; nothing if the caller is a party's own system,
   * which looks at nothing.
   *
   * @throws CallerProblem.StaffPurposeRequired if the token is a clerk's and one of the reasons is
   *     not given
   */
  public Optional<StaffReason> staffReason(
      @Nullable String manner, @Nullable String purpose, @Nullable String ticket) {
    return staff()
        .map(
            clerk -> {
              requireNamed("manner", manner);
              requireNamed("purpose", purpose);
              requireNamed("ticket", ticket);
              return new StaffReason(
                  clerk,
                  Objects.toString(manner, ""),
                  Objects.toString(purpose, ""),
                  Objects.toString(ticket, ""));
            });
  }

  @EnforcesRule("R52")
  static void requireNamed(String field, @Nullable String value) {
    if (value == null) {
      throw new CallerProblem.StaffPurposeRequired(field);
    }
  }

  /**
   * The person that the token speaks for.
   *
   * @throws CallerProblem.NoSubject if it speaks for none
   */
  public String requireSubject() {
    return subject().orElseThrow(CallerProblem.NoSubject::new);
  }

  private Optional<String> claim(String name) {
    Object value = token.getClaim(name);
    return value == null ? Optional.empty() : Optional.of(text(value)).filter(t -> !t.isEmpty());
  }

  /** Array claims arrive as JSON strings, which print with quotes. */
  private static String text(Object claim) {
    return claim instanceof JsonString json ? json.getString() : claim.toString();
  }
}

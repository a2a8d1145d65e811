package dev.tallystick.approvals;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who does a privileged act in this request. */
@RequestScoped
public class CurrentPerson {
  /** How the provider names the account of a machine. */
  private static final String MACHINE = "service-account-";

  private static final String ONE_TIME_CODE = "otp";

  private final JsonWebToken token;
  private final SecurityIdentity identity;

  CurrentPerson(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /** The caller, as the verified token says. */
  public ActingPerson get() {
    String account = token.getSubject();
    boolean isPerson =
        account != null
            && !identity.hasRole("service")
            && claim("preferred_username").filter(name -> name.startsWith(MACHINE)).isEmpty();
    return new ActingPerson(
        account == null ? "" : account,
        claim("party"),
        identity.getRoles(),
        isPerson,
        hasOneTimeCode());
  }

  private boolean hasOneTimeCode() {
    Object methods = token.getClaim("amr");
    return methods instanceof Collection<?> several
        && several.stream().anyMatch(one -> text(one).equals(ONE_TIME_CODE));
  }

  private Optional<String> claim(String name) {
    Object value = token.getClaim(name);
    return value == null ? Optional.empty() : Optional.of(text(value)).filter(t -> !t.isEmpty());
  }

  /** Claims arrive as JSON strings, which print with quotes. */
  private static String text(Object claim) {
    return claim instanceof JsonString json ? json.getString() : claim.toString();
  }
}

package dev.tallystick.audit.token;

import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who calls, as the verified access token says. Read through methods only, so that no claim is
 * misspelled twice.
 */
@RequestScoped
public class Caller {
  private final JsonWebToken token;

  Caller(JsonWebToken token) {
    this.token = token;
  }

  /**
   * The OIDC client that the token was issued to ({@code azp}), such as {@code consent-service}.
   */
  public String client() {
    return claim("azp").or(() -> claim("client_id")).orElse("");
  }

  /**
   * A name for an auditor in the log's own entries: the account's id at the provider, no personal
   * data.
   */
  public String account() {
    String subject = token.getSubject();
    return subject == null ? "" : subject;
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

  private Optional<String> claim(String name) {
    Object value = token.getClaim(name);
    return value == null ? Optional.empty() : Optional.of(text(value));
  }

  /** Array claims arrive as JSON strings, which print with quotes. */
  private static String text(Object claim) {
    return claim instanceof jakarta.json.JsonString json ? json.getString() : claim.toString();
  }
}

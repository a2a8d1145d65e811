package dev.tallystick.caller.token;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * How the token of each kind of caller must come.
 *
 * <ul>
 *   <li>A token that is bound to a key comes with a proof, never as a plain bearer token.
 *   <li>A party's machine, which is whoever has a party's role and is no clerk, has a bound token.
 *   <li>A machine's token names one service.
 *   <li>A clerk, auditor, regulator or operator has logged in with a second factor.
 * </ul>
 */
@Singleton
final class TokenRules {
  private static final Set<String> PARTIES = Set.of("platform", "bureau", "lender");
  private static final Set<String> MACHINES = Set.of("service", "scraper");
  private static final Set<String> STAFF = Set.of("auditor", "regulator", "operator");

  private final boolean secondFactor;

  TokenRules(
      @ConfigProperty(name = "tallystick.tokens.second-factor", defaultValue = "true")
          boolean secondFactor) {
    this.secondFactor = secondFactor;
  }

  /**
   * Checks the token of a request without a proof.
   *
   * @throws AuthenticationFailedException if it may not come like that
   */
  JsonWebToken checkBearer(SecurityIdentity identity) {
    JsonWebToken token = token(identity);
    if (key(token) != null) {
      throw refused("a bound token came without its proof");
    }
    if (isPartysMachine(identity, token)) {
      throw refused("the token of a party's machine is not bound to its key");
    }
    checkForm(identity, token);
    return token;
  }

  /**
   * Checks the token of a request whose proof has been verified.
   *
   * @return the thumbprint of the key that it is bound to
   * @throws AuthenticationFailedException if it may not come like that
   */
  String checkBound(SecurityIdentity identity) {
    JsonWebToken token = token(identity);
    String key = key(token);
    if (key == null) {
      throw refused("a token that is bound to no key came with a proof");
    }
    checkForm(identity, token);
    return key;
  }

  private void checkForm(SecurityIdentity identity, JsonWebToken token) {
    boolean isMachine =
        MACHINES.stream().anyMatch(identity::hasRole) || isPartysMachine(identity, token);
    if (isMachine && (token.getAudience() == null || token.getAudience().size() != 1)) {
      throw refused("a machine's token names other services too");
    }
    boolean isStaff = has(token, "staff") || STAFF.stream().anyMatch(identity::hasRole);
    if (secondFactor && isStaff && !methods(token).contains("otp")) {
      throw refused("somebody of the staff has logged in without a second factor");
    }
  }

  private static boolean isPartysMachine(SecurityIdentity identity, JsonWebToken token) {
    return PARTIES.stream().anyMatch(identity::hasRole) && !has(token, "staff");
  }

  private static JsonWebToken token(SecurityIdentity identity) {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return token;
    }
    throw refused("somebody has another credential than a token");
  }

  private static boolean has(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return value != null && !text(value).isEmpty();
  }

  private static @Nullable String key(JsonWebToken token) {
    Object confirmation = token.getClaim("cnf");
    Object key = null;
    if (confirmation instanceof JsonObject json) {
      key = json.get("jkt");
    } else if (confirmation instanceof Map<?, ?> map) {
      key = map.get("jkt");
    }
    return key == null ? null : text(key);
  }

  private static List<String> methods(JsonWebToken token) {
    Object methods = token.getClaim("amr");
    return methods instanceof Collection<?> several
        ? several.stream().map(TokenRules::text).toList()
        : List.of();
  }

  /** Members of JSON arrive as JSON strings, which print with quotes. */
  private static String text(Object claim) {
    return claim instanceof JsonString json ? json.getString() : claim.toString();
  }

  private static AuthenticationFailedException refused(String reason) {
    return new AuthenticationFailedException(reason);
  }
}

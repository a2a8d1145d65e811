package dev.tallystick.houserules;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tokens as the realm issues them to callers of one service, signed by the test's provider: a
 * party's token is bound to the key of {@link BoundRequests}, and staff has a second factor.
 *
 * @param service the service that the tokens are meant for
 */
public record RealmTokens(String service) {
  private static final Set<String> PARTIES = Set.of("platform", "bureau", "lender");

  /** A token that means the service. */
  public String withRoles(String... roles) {
    return claims(roles).audience(service).sign();
  }

  /** A token of the same caller that means another service. */
  public String forAnotherService(String... roles) {
    return claims(roles).audience("somebody-else").sign();
  }

  /** A token of a client that speaks for an organisation. */
  public String ofParty(String role, String party) {
    return claims(role).audience(service).claim("party", party).sign();
  }

  /**
   * A token of a person with a privileged role.
   *
   * @param account the account's id
   * @param party the party that it speaks for; none if empty
   * @param methods how the person has logged in, such as {@code pwd} and {@code otp}
   */
  public String ofAccount(String account, String role, String party, List<String> methods) {
    JwtClaimsBuilder claims = claims(role).subject(account).audience(service).claim("amr", methods);
    return (party.isEmpty() ? claims : claims.claim("party", party)).sign();
  }

  /** A token of a person. */
  public String ofSubject(String subject) {
    return claims("citizen").audience(service).claim("subject", subject).sign();
  }

  /** A token of a person with one more claim, such as a day of birth. */
  public String ofSubject(String subject, String claim, String value) {
    return claims("citizen").audience(service).claim("subject", subject).claim(claim, value).sign();
  }

  /** A token of another service of the suite. */
  public String ofService(String client) {
    return Jwt.issuer("https://server.example.com")
        .subject(client)
        .audience(service)
        .claim("azp", client)
        .claim("realm_access", Map.of("roles", List.of("service")))
        .sign();
  }

  /** The claims of a caller with these roles, without an audience. */
  public JwtClaimsBuilder claims(String... roles) {
    JwtClaimsBuilder claims = plainClaims(roles).claim("amr", List.of("pwd", "otp"));
    return Stream.of(roles).anyMatch(PARTIES::contains)
        ? claims.claim("cnf", Map.of("jkt", BoundRequests.thumbprint()))
        : claims;
  }

  /** The claims of a caller whose token is bound to nothing, and who has used no second factor. */
  public JwtClaimsBuilder plainClaims(String... roles) {
    return Jwt.issuer("https://server.example.com")
        .subject("test-caller")
        .claim("azp", "test-client")
        .claim("realm_access", Map.of("roles", List.of(roles)));
  }
}

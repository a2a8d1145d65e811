package dev.tallystick.consent;

import dev.tallystick.houserules.RealmTokens;
import java.util.List;

/** Bearer tokens that mean this service, signed by the test's provider. */
public final class Tokens {
  private static final RealmTokens REALM = new RealmTokens("consent-service");

  private Tokens() {}

  /** Somebody who speaks for nobody. */
  public static String withRoles(String... roles) {
    return REALM.withRoles(roles);
  }

  /** An organisation's client. */
  public static String party(String role, String party) {
    return REALM.ofParty(role, party);
  }

  /** A clerk of an organisation. */
  public static String clerk(String role, String party, String staff) {
    return REALM
        .claims(role)
        .audience(REALM.service())
        .claim("party", party)
        .claim("staff", staff)
        .sign();
  }

  /** A person with a privileged role, by the id of their account. */
  public static String account(String account, String role, String party) {
    return REALM.ofAccount(account, role, party, List.of("pwd", "otp"));
  }

  /** A machine with a privileged role. */
  public static String machine(String role, String party) {
    return REALM
        .claims(role)
        .subject("a-machine")
        .audience("consent-service")
        .claim("party", party)
        .claim("preferred_username", "service-account-a-machine")
        .sign();
  }

  /** An auditor of these parties. */
  public static String auditor(String scope) {
    return REALM.claims("auditor").audience(REALM.service()).claim("audit_scope", scope).sign();
  }

  /** A person. */
  public static String citizen(String subject) {
    return REALM.ofSubject(subject);
  }

  /** A person of whom the provider knows one thing more. */
  public static String citizen(String subject, String claim, String value) {
    return REALM.ofSubject(subject, claim, value);
  }

  /** Another service. */
  public static String service(String client) {
    return REALM.ofService(client);
  }
}

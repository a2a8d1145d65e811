package dev.tallystick.quota;

import dev.tallystick.caller.Caller;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;

/**
 * Who uses up a quota: a party with all its clerks and machines, a person, or another account.
 *
 * @param hash what the table knows it by; it names nobody
 */
public record QuotaHolder(Kind kind, Hash hash) {
  /** What kind of holder it is, since kinds have limits of their own. */
  public enum Kind {
    /** A party, whoever of it calls. */
    PARTY,
    /** A person, by their subject token. */
    PERSON,
    /** An auditor, the regulator or an operator. */
    ACCOUNT
  }

  /** Whoever the caller's token speaks for. */
  public static QuotaHolder of(Caller caller) {
    return caller
        .party()
        .map(QuotaHolder::party)
        .or(() -> caller.subject().map(QuotaHolder::person))
        .orElseGet(() -> of(Kind.ACCOUNT, caller.account()));
  }

  /** A party. */
  public static QuotaHolder party(String id) {
    return of(Kind.PARTY, id);
  }

  /** A member of a party's staff. */
  public static QuotaHolder staff(String party, String staff) {
    return of(Kind.ACCOUNT, "staff/" + party + "/" + staff);
  }

  /** A person. */
  public static QuotaHolder person(String subject) {
    return of(Kind.PERSON, subject);
  }

  /** Whoever calls from a network address, where nobody is asked for a token. */
  public static QuotaHolder address(String address) {
    return of(Kind.ACCOUNT, "address/" + address);
  }

  private static QuotaHolder of(Kind kind, String id) {
    return new QuotaHolder(
        kind, Hash.sha256((kind.name() + "/" + id).getBytes(StandardCharsets.UTF_8)));
  }

  /** The limit for this kind of holder. */
  int pick(int person, int party, int account) {
    return switch (kind) {
      case PERSON -> person;
      case PARTY -> party;
      case ACCOUNT -> account;
    };
  }
}

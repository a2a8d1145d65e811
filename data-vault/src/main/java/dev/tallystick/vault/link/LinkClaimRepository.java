package dev.tallystick.vault.link;

import dev.tallystick.events.EventId;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The claims about two tokens, and which tokens are linked by them. */
@Singleton
class LinkClaimRepository implements PanacheRepositoryBase<LinkClaimEntity, String> {
  /** More than one person has. */
  private static final int MOST = 200;

  /** Follows links both ways, each token by an index. */
  private static final String LINKED =
      """
      with recursive linked (token) as (
        select ?::text
        union
        select next.token from linked join lateral (
          select c.other as token from link_claim c where c.customer = linked.token and c.state = 'LINKED'
          union all
          select c.customer from link_claim c where c.other = linked.token and c.state = 'LINKED'
        ) next on true
      )
      select token from linked limit ?
      """;

  private final DirectStatements statements;

  LinkClaimRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** This token, and those linked to it over one or several steps. */
  SortedSet<String> linkedTo(String subject) {
    return new TreeSet<>(statements.list(LINKED, row -> row.getString(1), subject, MOST));
  }

  /** Those of these tokens that are linked to another one. */
  Set<String> linkedAmong(Collection<String> tokens) {
    Set<String> linked = new HashSet<>();
    getSession()
        .createNativeQuery(
            """
            select customer from link_claim
            where state = 'LINKED' and customer = any(cast(:tokens as text[]))
            union select other from link_claim
            where state = 'LINKED' and other = any(cast(:tokens as text[]))
            """,
            Tuple.class)
        .setParameter("tokens", tokens.toArray(String[]::new))
        .getResultStream()
        .forEach(row -> linked.add(row.get(0, String.class)));
    return linked;
  }

  /** What the platform has claimed of these two since, or what is a link by now. */
  Optional<LinkClaim> findSame(String platform, String customer, String other, Instant since) {
    return find(
            "platform = ?1 and customer = ?2 and other = ?3"
                + " and (claimedAt > ?4 or state in (LINKING, LINKED)) order by claimedAt desc",
            platform,
            customer,
            other,
            since)
        .<LinkClaimEntity>firstResultOptional()
        .map(LinkClaimEntity::toClaim);
  }

  /** A claim that lapsed makes room for another about the same. */
  void forgetLapsed(String platform, String customer, String other, Instant claimedBefore) {
    delete(
        "platform = ?1 and customer = ?2 and other = ?3 and state = OPEN and claimedAt <= ?4",
        platform,
        customer,
        other,
        claimedBefore);
  }

  /** Until this transaction ends, nobody else claims something of this token. */
  void lockCustomer(String customer) {
    Object unused =
        getSession()
            .createNativeQuery(
                "select 1 from (select pg_advisory_xact_lock(hashtextextended(:customer, 2)))"
                    + " locked",
                Tuple.class)
            .setParameter("customer", customer)
            .getSingleResult();
  }

  void add(LinkClaim claim) {
    persist(new LinkClaimEntity(claim));
  }

  /** A claim, kept to this transaction. */
  Optional<LinkClaim> lock(String id) {
    return find("id", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<LinkClaimEntity>singleResultOptional()
        .map(LinkClaimEntity::toClaim);
  }

  /** The claim of this link, kept to this transaction. */
  Optional<LinkClaim> lockByLink(EventId link) {
    return find("linkEvent", link.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<LinkClaimEntity>singleResultOptional()
        .map(LinkClaimEntity::toClaim);
  }

  /** Stores what has become of a claim that this transaction has locked. */
  void become(LinkClaim claim) {
    findById(claim.id()).become(claim);
  }

  Optional<LinkClaim> findClaim(String id) {
    return findByIdOptional(id).map(LinkClaimEntity::toClaim);
  }

  /** The claims about these tokens, the latest first, but for those that lapsed. */
  List<LinkClaim> about(Collection<String> tokens, Instant claimedAfter) {
    return find(
            "(customer in ?1 or other in ?1) and (claimedAt > ?2 or state <> OPEN)"
                + " order by claimedAt desc, id desc",
            tokens,
            claimedAfter)
        .page(0, MOST)
        .<LinkClaimEntity>list()
        .stream()
        .map(LinkClaimEntity::toClaim)
        .toList();
  }

  /** Forgets what nobody can confirm any more, and what was undone long ago. */
  int forget(Instant claimedBefore) {
    return Math.toIntExact(
        delete("claimedAt < ?1 and state in (OPEN, DISPUTED, UNLINKED)", claimedBefore));
  }
}

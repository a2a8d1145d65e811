package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.InquiryRepository.NewInquiry;
import dev.tallystick.bureau.inquiry.InquiryRepository.Taken;
import dev.tallystick.bureau.inquiry.SeenStatementRepository.Use;
import dev.tallystick.bureau.product.FoundProduct;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.party.InquiryRequest;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets one process work on an inquiry: one for each key, and each statement once. What it needs of
 * the bureau's rows is read in the same transaction.
 */
@Singleton
class ClaimInquiry {
  /** A process that has not come to an intent by then is taken for dead. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private final InquiryRepository inquiries;
  private final SeenStatementRepository statements;
  private final Products products;

  ClaimInquiry(InquiryRepository inquiries, SeenStatementRepository statements, Products products) {
    this.inquiries = inquiries;
    this.statements = statements;
    this.products = products;
  }

  /** What was asked before under this key, if it still counts. */
  @Transactional
  @AsBureau
  Optional<InquiryClaim> find(BureauId bureau, InquiryKey key) {
    return inquiries.find(key).flatMap(known -> claim(known, key));
  }

  /** Takes a verified statement, unless the key or the statement was taken before. */
  @Transactional
  @AsBureau
  InquiryClaim claim(BureauId bureau, InquiryKey key, InquiryRequest inquiry, Instant now) {
    NewInquiry started =
        new NewInquiry(
            UUID.randomUUID(), inquiry.subject(), inquiry.product(), now, now.plus(LEASE));
    Taken taken = inquiries.take(bureau, key, started, statements.use(inquiry.claims()));
    if (!taken.key()) {
      return find(bureau, key).orElseGet(() -> claimAbandoned(bureau, key, inquiry, started));
    }
    if (!taken.statement() && !statements.isUsedUnder(inquiry.claims(), key.value())) {
      inquiries.remove(started.attempt());
      return new InquiryClaim.Replayed();
    }
    return fresh(bureau, inquiry, started);
  }

  /**
   * Takes an answer to a standing inquiry that nobody else works on.
   *
   * @param key has the name of this one answer
   * @param deliverBy until when it waits to be read
   */
  @Transactional
  @AsBureau
  InquiryClaim claimStanding(
      BureauId bureau, InquiryKey key, InquiryRequest inquiry, Instant now, Instant deliverBy) {
    Optional<InquiryClaim> known = find(bureau, key);
    if (known.isPresent()) {
      return known.get();
    }
    inquiries.removeAbandoned(key);
    NewInquiry started =
        new NewInquiry(
            UUID.randomUUID(), inquiry.subject(), inquiry.product(), now, now.plus(LEASE));
    // The statement is for many answers; this one is taken once.
    Use once = new Use(inquiry.claims().issuer(), key.value(), now.plus(LEASE));
    if (!inquiries.take(bureau, key, started, once).key()) {
      return find(bureau, key).orElseThrow();
    }
    inquiries.deliverBy(started.attempt(), deliverBy);
    return fresh(bureau, inquiry, started);
  }

  /** There is a run of it that came to nothing: the same key is for another try. */
  @Transactional
  @AsBureau
  InquiryClaim claimAbandoned(
      BureauId bureau, InquiryKey key, InquiryRequest inquiry, NewInquiry started) {
    if (!statements.isFirstUse(bureau, inquiry.claims(), key.value())) {
      return new InquiryClaim.Replayed();
    }
    inquiries.removeAbandoned(key);
    Taken taken = inquiries.take(bureau, key, started, statements.use(inquiry.claims()));
    return taken.key() ? fresh(bureau, inquiry, started) : find(bureau, key).orElseThrow();
  }

  private InquiryClaim fresh(BureauId bureau, InquiryRequest inquiry, NewInquiry started) {
    FoundProduct product = products.find(bureau, new ProductId(inquiry.product()));
    return new InquiryClaim.Fresh(started.attempt(), product);
  }

  private static Optional<InquiryClaim> claim(InquiryEntity known, InquiryKey key) {
    if (!known.isOf(key.request())) {
      return Optional.of(new InquiryClaim.OtherRequest());
    }
    return known.state == InquiryState.ABANDONED
        ? Optional.empty()
        : Optional.of(new InquiryClaim.Repeat(known.stored()));
  }
}

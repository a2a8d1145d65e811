package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.InquiryRepository.NewInquiry;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.party.InquiryRequest;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lets one process work on an inquiry: one for each key, and each statement once. */
@Singleton
class ClaimInquiry {
  /** A process that has not come to an intent by then is taken for dead. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private final InquiryRepository inquiries;
  private final SeenStatementRepository statements;

  ClaimInquiry(InquiryRepository inquiries, SeenStatementRepository statements) {
    this.inquiries = inquiries;
    this.statements = statements;
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
    Optional<InquiryClaim> known = find(bureau, key);
    if (known.isPresent()) {
      return known.get();
    }
    if (!statements.isFirstUse(bureau, inquiry.claims(), key.value())) {
      return new InquiryClaim.Replayed();
    }
    inquiries.removeAbandoned(key);
    UUID attempt = UUID.randomUUID();
    NewInquiry started = new NewInquiry(inquiry.subject(), inquiry.product(), now, now.plus(LEASE));
    if (inquiries.add(bureau, attempt, key, started)) {
      return new InquiryClaim.Fresh(attempt);
    }
    return find(bureau, key).orElseThrow();
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

package dev.tallystick.vault.deposit;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A platform's chunk of records as it is stored; deleting it deletes its records. */
@Entity
@Table(name = "chunk")
class ChunkEntity {
  @Id private String id;
  private String platform;
  private String agreement;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "first_line")
  private long firstLine;

  @Enumerated(EnumType.STRING)
  private ChunkState state;

  @Column(name = "received_at")
  private Instant receivedAt;

  private byte @Nullable [] fingerprint;
  private @Nullable Integer lines;

  @Column(name = "count")
  private @Nullable Integer recordCount;

  private byte @Nullable [] root;
  private @Nullable String origin;
  private @Nullable String counts;
  private @Nullable String refusals;

  @Column(name = "sign_by")
  private @Nullable Instant signBy;

  private @Nullable String statement;

  @Column(name = "event_id")
  private @Nullable UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ChunkEntity() {}

  String id() {
    return id;
  }

  ChunkState state() {
    return state;
  }

  /** Every line has been judged. */
  void stage(Chunk judged, byte[] linesFingerprint, List<LineOutcome> unstored) {
    state = ChunkState.STAGED;
    recordCount = judged.count();
    root = judged.root().toByteArray();
    origin = judged.origin();
    counts = DepositJson.text(judged.counts());
    signBy = judged.signBy();
    fingerprint = linesFingerprint.clone();
    refusals = DepositJson.text(unstored);
    lines = judged.lines();
  }

  void sign(String signed, EventId event) {
    state = ChunkState.SIGNED;
    statement = signed;
    eventId = event.value();
  }

  boolean isOf(byte[] linesFingerprint) {
    return fingerprint != null && MessageDigest.isEqual(fingerprint, linesFingerprint);
  }

  /** The lines that were not stored. */
  List<LineOutcome> unstored() {
    return refusals == null ? List.of() : DepositJson.unstoredLines(refusals);
  }

  Optional<EventId> event() {
    return Optional.ofNullable(eventId).map(EventId::new);
  }

  /** The platform, what it has signed, and the entry; of a chunk that is signed. */
  SignedDeposit toSigned() {
    return new SignedDeposit(
        platform, Objects.requireNonNull(statement), Objects.requireNonNull(eventId).toString());
  }

  ImportState.Piece toPiece() {
    return new ImportState.Piece(id, firstLine, lineCount(), state);
  }

  /** A chunk whose lines have all been judged. */
  Chunk toChunk() {
    return new Chunk(
        id,
        new ImportPlace(platform, idempotencyKey, firstLine),
        agreement,
        state,
        lineCount(),
        Objects.requireNonNull(recordCount),
        Hash.copyOf(Objects.requireNonNull(root)),
        Objects.requireNonNull(origin),
        DepositJson.counts(Objects.requireNonNull(counts)),
        Objects.requireNonNull(signBy),
        Optional.ofNullable(statement));
  }

  private int lineCount() {
    return lines != null ? lines : recordCount != null ? recordCount : 0;
  }
}

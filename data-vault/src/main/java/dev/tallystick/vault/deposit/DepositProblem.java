package dev.tallystick.vault.deposit;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** Why a chunk is not taken in, or not committed. */
abstract sealed class DepositProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private DepositProblem(ProblemDocument document) {
    super(document);
  }

  private DepositProblem(ProblemDocument document, Duration retryAfter) {
    super(document, retryAfter);
  }

  /** More than a chunk may hold. */
  static final class ChunkTooLarge extends DepositProblem {
    private static final long serialVersionUID = 1L;

    ChunkTooLarge(String limit) {
      super(
          ProblemDocument.of(
              "CHUNK_TOO_LARGE",
              413,
              "Chunk too large",
              "The most is " + limit + ". Nothing was kept; send smaller chunks."));
    }
  }

  /** As many chunks arrive as this service takes in at once. */
  static final class ImportsBusy extends DepositProblem {
    private static final long serialVersionUID = 1L;

    ImportsBusy() {
      super(
          ProblemDocument.of(
              "IMPORTS_BUSY",
              503,
              "Imports busy",
              "As many chunks are arriving as are taken in at once. Nothing was kept; try again."),
          Duration.ofSeconds(2));
    }
  }

  /** A compression that this service does not know. */
  static final class EncodingUnknown extends DepositProblem {
    private static final long serialVersionUID = 1L;

    EncodingUnknown() {
      super(
          ProblemDocument.of(
              "CONTENT_ENCODING_UNKNOWN",
              415,
              "Unknown Content-Encoding",
              "A chunk is sent as it is, or with Content-Encoding gzip."));
    }
  }

  /** The body is not the gzip that its header announces. */
  static final class GzipInvalid extends DepositProblem {
    private static final long serialVersionUID = 1L;

    GzipInvalid() {
      super(
          ProblemDocument.of(
              "GZIP_INVALID",
              400,
              "Not gzip",
              "The body is not gzip, or ends too early. Nothing was kept."));
    }
  }

  /** The chunk is said to begin at a line that no file has. */
  static final class OffsetInvalid extends DepositProblem {
    private static final long serialVersionUID = 1L;

    OffsetInvalid() {
      super(
          ProblemDocument.of(
                  "OFFSET_INVALID",
                  422,
                  "Offset invalid",
                  "The offset is the number of lines before the chunk, from 0.")
              .withField("offset", "range"));
    }
  }

  /** The agreement is not named, or not by an id. */
  static final class AgreementInvalid extends DepositProblem {
    private static final long serialVersionUID = 1L;

    AgreementInvalid() {
      super(
          ProblemDocument.of(
                  "AGREEMENT_INVALID",
                  422,
                  "Agreement not named",
                  "Name the supply agreement that the records are deposited under.")
              .withField("agreement", "id"));
    }
  }

  /** No such chunk of this platform, or it was dropped. */
  static final class ChunkUnknown extends DepositProblem {
    private static final long serialVersionUID = 1L;

    ChunkUnknown() {
      super(
          ProblemDocument.of(
              "CHUNK_UNKNOWN",
              404,
              "Unknown chunk",
              "There is no such chunk of yours. One that is not signed in time is dropped."));
    }
  }

  /** The signature comes too late. */
  static final class ChunkLapsed extends DepositProblem {
    private static final long serialVersionUID = 1L;

    ChunkLapsed() {
      super(
          ProblemDocument.of(
              "CHUNK_LAPSED",
              410,
              "Chunk lapsed",
              "The chunk was not signed in time and is dropped. Import it again."));
    }
  }

  /** The chunk has been signed by another statement. */
  static final class ChunkSigned extends DepositProblem {
    private static final long serialVersionUID = 1L;

    ChunkSigned() {
      super(
          ProblemDocument.of(
              "CHUNK_SIGNED",
              409,
              "Chunk signed already",
              "The chunk has been signed by another statement, which is being logged or is."));
    }
  }

  /** The statement is about something else than this chunk. */
  static final class DepositMismatch extends DepositProblem {
    private static final long serialVersionUID = 1L;

    DepositMismatch(String field) {
      super(
          ProblemDocument.of(
                  "DEPOSIT_MISMATCH",
                  422,
                  "Another chunk was signed",
                  "The statement does not say of the chunk what the import has answered.")
              .withField(field, "equals-the-chunk"));
    }
  }

  /** Facts that the deposit rests on keep changing. */
  static final class DecisionOvertaken extends DepositProblem {
    private static final long serialVersionUID = 1L;

    DecisionOvertaken() {
      super(
          ProblemDocument.of(
              "DECISION_OVERTAKEN",
              409,
              "Decision overtaken",
              "What the decision rests on changed twice before it could be logged. Nothing was"
                  + " done; try again."));
    }
  }
}

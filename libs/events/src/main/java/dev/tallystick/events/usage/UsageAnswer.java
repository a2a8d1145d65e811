package dev.tallystick.events.usage;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the log has about a person or a party, with the proofs that it is right and complete; {@code
 * docs/spec/usage-answer.md} is its form. Kept in files named {@code .usage.json}.
 *
 * <p>A parsed answer is what somebody sent; {@link UsageCheck} decides.
 *
 * @param own the list of the label asked for
 * @param linked the lists of the tokens linked to it
 * @param bulkReads the list of all reads in bulk, which may have opened entries of a person
 * @param indexRoot the {@code index.root} entry that the lists lead to
 * @param checkpoint the note that all inclusion proofs lead to; not verified
 * @param consistency that the checkpoint extends the one asked about
 * @param policyHash of the policy that the service has published; nobody vouches for it
 * @param saved what to ask with for an answer that extends this one
 * @param next what to ask with for the next page
 */
public record UsageAnswer(
    UsageList own,
    List<UsageList> linked,
    Optional<UsageList> bulkReads,
    LoggedOpening indexRoot,
    SignedNote checkpoint,
    Optional<ConsistencyProof> consistency,
    Hash policyHash,
    String saved,
    Optional<String> next) {
  /** The longest file that is read, in bytes. */
  public static final int MAX_SIZE = 64 * 1024 * 1024;

  /** Copies the list. */
  public UsageAnswer {
    linked = List.copyOf(linked);
  }

  /**
   * Reads one page.
   *
   * @throws InvalidUsageException naming the field that is not as it must be
   */
  public static UsageAnswer parse(byte[] json) throws InvalidUsageException {
    return UsageForm.page(json);
  }

  /**
   * Reads a file: one page, or an array of pages in the order in which they were turned.
   *
   * @throws InvalidUsageException naming the field that is not as it must be
   */
  public static List<UsageAnswer> parsePages(byte[] json) throws InvalidUsageException {
    return UsageForm.pages(json);
  }

  /** The page as canonical JSON. */
  public byte[] toJson() {
    return CanonicalJson.messageBytes(UsageWriter.page(this));
  }

  /** All lists, the one asked for first and that of bulk reads last. */
  public List<UsageList> lists() {
    return Stream.of(Stream.of(own), linked.stream(), bulkReads.stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Whether a list is about whom was asked for, and not that of bulk reads. */
  boolean isPersonal(int list) {
    return list <= linked.size();
  }

  /** The path of a list: none for that of the label asked for. */
  String where(int list) {
    return list == 0 ? "" : isPersonal(list) ? "linked[" + (list - 1) + "]" : "bulkReads";
  }
}

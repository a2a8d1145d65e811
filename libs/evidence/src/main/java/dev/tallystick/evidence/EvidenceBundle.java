package dev.tallystick.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.evidence.UnprovableException.Reason;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Cosignature;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.MalformedPolicyException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.UnverifiedNoteException;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lineage with everything that shows, offline, what of it is in the log: receipts of all entries
 * that it names, the checkpoint with its cosignatures, the policy, and a page for people.
 * Immutable.
 *
 * <p>{@link #make} is the one way to make a bundle, {@link #toByteArray} its file. Whoever makes
 * one asks the service for the lineage, then for the openings of {@link LineageAnswer#indexes()},
 * and then fetches the published state, in this order.
 */
public final class EvidenceBundle {
  /** The longest file that is read or written, in bytes. */
  public static final int MAX_SIZE = 64 << 20;

  /** The most entries of a bundle. */
  public static final int MAX_ENTRIES = 2_000;

  static final String CHECKPOINT = "checkpoint";
  static final String POLICY = "policy";
  static final String LINEAGE = "lineage.json";
  static final String PAGE = "page.html";

  private final EvidenceQuestion question;
  private final LineageAnswer lineage;
  private final BundleProofs proofs;
  private final Map<String, byte[]> members;

  private EvidenceBundle(
      EvidenceQuestion question,
      LineageAnswer lineage,
      BundleProofs proofs,
      Map<String, byte[]> members) {
    this.question = question;
    this.lineage = lineage;
    this.proofs = proofs;
    this.members = Collections.unmodifiableMap(members);
  }

  /**
   * Makes a bundle.
   *
   * @param openings the openings of the entries that the lineage names, by their index
   * @throws UnprovableException if they do not show what the lineage says
   * @throws IOException if a tile cannot be had
   */
  public static EvidenceBundle make(
      EvidenceQuestion question,
      LineageAnswer lineage,
      Map<Long, Opening> openings,
      PublishedState published)
      throws UnprovableException, IOException {
    NavigableSet<Long> indexes = lineage.indexes();
    if (lineage.isCut() || indexes.size() > MAX_ENTRIES) {
      throw new UnprovableException(
          Reason.TOO_LONG,
          "the lineage has more than one page, or more than %d entries".formatted(MAX_ENTRIES));
    }
    BundleProofs proofs = prove(indexes, openings, published);
    if (lineage.size() > proofs.checkpoint().size()) {
      throw new UnprovableException(
          Reason.NOT_PUBLISHED_YET,
          "the lineage was answered of %d entries, the published checkpoint covers %d"
              .formatted(lineage.size(), proofs.checkpoint().size()));
    }
    EvidenceBundle bundle = of(question, lineage, proofs);
    List<BundleFinding> findings = BundleCheck.check(bundle);
    for (BundleFinding finding : findings) {
      if (finding.flaw() != BundleFlaw.UNSHOWN) {
        throw new UnprovableException(Reason.CONTRADICTION, finding.toString());
      }
    }
    return bundle;
  }

  private static BundleProofs prove(
      NavigableSet<Long> indexes, Map<Long, Opening> openings, PublishedState published)
      throws UnprovableException, IOException {
    Checkpoint checkpoint;
    Policy policy;
    ReceiptGrade grade;
    try {
      checkpoint = Checkpoint.parse(published.checkpoint().text());
      policy = Policy.parse(published.policy().getBytes(UTF_8));
      grade = BundleProofs.grade(policy, published.checkpoint());
    } catch (MalformedCheckpointException | MalformedPolicyException | UnverifiedNoteException e) {
      throw new UnprovableException(
          Reason.CONTRADICTION, "checkpoint and policy of the log do not fit: " + e.getMessage());
    }
    if (!indexes.isEmpty() && indexes.last() >= checkpoint.size()) {
      throw new UnprovableException(
          Reason.NOT_PUBLISHED_YET,
          "entry %d is not under the published checkpoint of size %d yet"
              .formatted(indexes.last(), checkpoint.size()));
    }
    TileTree tree = new TileTree(published.tiles(), checkpoint.size());
    Hash policyHash = policy.hash().orElseThrow();
    NavigableMap<Long, Receipt> receipts = new TreeMap<>();
    for (InclusionProof proof : tree.inclusionProofs(indexes)) {
      Opening opening = openings.get(proof.index());
      if (opening == null) {
        throw new UnprovableException(
            Reason.NOT_OPENED, "entry %d is not opened to you".formatted(proof.index()));
      }
      TlogProof proved = TlogProof.of(proof, published.checkpoint());
      receipts.put(proof.index(), new Receipt(opening, proved, grade, policyHash));
    }
    return new BundleProofs(
        published.checkpoint(), checkpoint, policy, published.policy(), receipts);
  }

  private static EvidenceBundle of(
      EvidenceQuestion question, LineageAnswer lineage, BundleProofs proofs)
      throws UnprovableException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(EvidenceManifest.NAME, new byte[0]);
    members.put(CHECKPOINT, proofs.note().toByteArray());
    members.put(POLICY, proofs.policyText().getBytes(UTF_8));
    members.put(LINEAGE, lineage.toJson());
    proofs.receipts().forEach((index, receipt) -> members.put(name(index), receipt.toJson()));
    members.put(PAGE, EvidencePage.write(question, proofs));
    members.put(EvidenceManifest.NAME, EvidenceManifest.write(question, members));
    if (members.values().stream().mapToLong(bytes -> bytes.length).sum() > MAX_SIZE / 2) {
      throw new UnprovableException(Reason.TOO_LONG, "the bundle would be too long to be read");
    }
    return new EvidenceBundle(question, lineage, proofs, members);
  }

  static String name(long index) {
    return "entries/" + index + ".receipt.json";
  }

  /** Whether a file claims to be a bundle: it begins like a zip file with one of its members. */
  public static boolean isOne(byte[] file) {
    return ZipArchive.firstName(file).filter(EvidenceBundle::isMember).isPresent();
  }

  private static boolean isMember(String name) {
    return List.of(EvidenceManifest.NAME, CHECKPOINT, POLICY, LINEAGE, PAGE).contains(name)
        || name.startsWith("entries/");
  }

  /**
   * Reads a bundle. That its members belong together is for {@link BundleCheck}.
   *
   * @throws UnknownBundleException if it is of a version that is not known, or too long
   * @throws MalformedBundleException naming the member and the rule that it breaks
   */
  public static EvidenceBundle parse(byte[] file)
      throws MalformedBundleException, UnknownBundleException {
    if (file.length > MAX_SIZE) {
      throw new UnknownBundleException("longer than %d bytes".formatted(MAX_SIZE));
    }
    Map<String, byte[]> members = ZipArchive.decode(file);
    byte[] manifest = members.get(EvidenceManifest.NAME);
    if (manifest == null) {
      throw new MalformedBundleException("manifest.json is missing");
    }
    EvidenceQuestion question = EvidenceManifest.question(manifest);
    Map<String, byte[]> left = new LinkedHashMap<>(members);
    left.remove(EvidenceManifest.NAME);
    SignedNote note;
    Checkpoint checkpoint;
    Policy policy;
    String policyText;
    LineageAnswer lineage;
    try {
      note = SignedNote.parse(take(left, CHECKPOINT));
      checkpoint = Checkpoint.parse(note.text());
      byte[] policyFile = take(left, POLICY);
      policy = Policy.parse(policyFile);
      policyText = new String(policyFile, UTF_8);
      lineage = LineageAnswer.parse(take(left, LINEAGE));
    } catch (MalformedNoteException | MalformedCheckpointException e) {
      throw new MalformedBundleException("checkpoint: " + e.getMessage());
    } catch (MalformedPolicyException e) {
      throw new MalformedBundleException("policy: " + e.getMessage());
    } catch (MalformedLineageException e) {
      throw new MalformedBundleException("lineage.json: " + e.getMessage());
    }
    take(left, PAGE);
    NavigableMap<Long, Receipt> receipts = receipts(left);
    requireOrder(members, receipts);
    return new EvidenceBundle(
        question,
        lineage,
        new BundleProofs(note, checkpoint, policy, policyText, receipts),
        members);
  }

  private static byte[] take(Map<String, byte[]> members, String name)
      throws MalformedBundleException {
    byte[] bytes = members.remove(name);
    if (bytes == null) {
      throw new MalformedBundleException(name + " is missing");
    }
    return bytes;
  }

  private static NavigableMap<Long, Receipt> receipts(Map<String, byte[]> members)
      throws MalformedBundleException {
    if (members.size() > MAX_ENTRIES) {
      throw new MalformedBundleException("more than %d entries".formatted(MAX_ENTRIES));
    }
    NavigableMap<Long, Receipt> receipts = new TreeMap<>();
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      String name = member.getKey();
      if (!name.startsWith("entries/")) {
        throw new MalformedBundleException("a member that no bundle has");
      }
      Receipt receipt;
      try {
        receipt = Receipt.parse(member.getValue());
      } catch (InvalidReceiptException e) {
        throw new MalformedBundleException("a receipt: " + e.getMessage());
      }
      if (!name.equals(name(receipt.index()))) {
        throw new MalformedBundleException(
            "the receipt of entry %d has another name".formatted(receipt.index()));
      }
      receipts.put(receipt.index(), receipt);
    }
    return receipts;
  }

  private static void requireOrder(
      Map<String, byte[]> members, NavigableMap<Long, Receipt> receipts)
      throws MalformedBundleException {
    Map<String, Boolean> order = new LinkedHashMap<>();
    List.of(EvidenceManifest.NAME, CHECKPOINT, POLICY, LINEAGE)
        .forEach(name -> order.put(name, true));
    receipts.keySet().forEach(index -> order.put(name(index), true));
    order.put(PAGE, true);
    if (!List.copyOf(order.keySet()).equals(List.copyOf(members.keySet()))) {
      throw new MalformedBundleException("the members are not in their order");
    }
  }

  /** The file; the same contents give the same bytes. */
  public byte[] toByteArray() {
    return ZipArchive.encode(members);
  }

  /** What it is about. */
  public EvidenceQuestion question() {
    return question;
  }

  /** What the service answered. */
  public LineageAnswer lineage() {
    return lineage;
  }

  /** The checkpoint with its signatures, which nobody has checked yet. */
  public SignedNote checkpoint() {
    return proofs.note();
  }

  /** The policy of the log, as it was published. */
  public Policy policy() {
    return proofs.policy();
  }

  /**
   * Whose signatures the page tells of that these keys and witnesses do not account for: a witness
   * that the policy does not have by this name and key, and a log's key that is not among the
   * policy's, unless the same log has signed by one that is. A log that got a further key signs by
   * the one before, too.
   *
   * @param trusted the policy of the reader
   */
  public List<String> strangers(Policy trusted) {
    Optional<Policy.Acceptance> accepted = proofs.acceptance();
    List<VerifierKey> signers = accepted.map(Policy.Acceptance::signers).orElse(List.of());
    Set<String> known =
        signers.stream()
            .filter(trusted.logs()::contains)
            .map(VerifierKey::name)
            .collect(Collectors.toSet());
    Stream<String> logs =
        signers.stream().map(VerifierKey::name).filter(name -> !known.contains(name));
    Stream<String> witnesses =
        accepted.stream()
            .flatMap(own -> own.cosignatures().stream())
            .map(Cosignature::key)
            .filter(key -> !isNamed(trusted, proofs.policy().witnessName(key), key))
            .map(key -> proofs.policy().witnessName(key) + " (" + key.name() + ")");
    return Stream.concat(logs, witnesses).distinct().toList();
  }

  private static boolean isNamed(Policy trusted, String name, VerifierKey key) {
    return trusted.witnesses().stream()
        .anyMatch(witness -> witness.name().equals(name) && witness.key().equals(key));
  }

  /** The receipts of the entries, by their index. */
  public NavigableMap<Long, Receipt> receipts() {
    return proofs.receipts();
  }

  BundleProofs proofs() {
    return proofs;
  }

  /** The bytes of all members, in their order. */
  Map<String, byte[]> members() {
    return members;
  }

  byte[] member(String name) {
    return Objects.requireNonNull(members.get(name)).clone();
  }

  /** Shows nothing of what it is about. */
  @Override
  public String toString() {
    return "EvidenceBundle[" + proofs.receipts().size() + " entries]";
  }
}

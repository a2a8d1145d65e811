package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tlog.Policy.Acceptance;
import dev.tallystick.tlog.Policy.QuorumResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("stick.example/log", 3, new NaiveTree(3).root(3));
  private static final SignedNote NOTE = SignedNote.sign(CHECKPOINT.body(), TestKeys.LOG.signer());
  private static final long TIME = 1_767_324_900;
  private static final List<Cosigner> WITNESSES =
      IntStream.range(0, 6).mapToObj(PolicyTest::witness).toList();
  private static final VerifierKey UNVERIFIABLE =
      VerifierKey.of(
          "witness.example/lattice",
          SignatureType.ML_DSA_44,
          new byte[SignatureType.ML_DSA_44.keySize()]);

  @Test
  void check_withoutWitnessesAsksForTheLogAlone() throws Exception {
    Policy policy = policy("quorum none\n");

    Acceptance acceptance = policy.check(NOTE);

    assertThat(acceptance.checkpoint()).isEqualTo(CHECKPOINT);
    assertThat(acceptance.signers()).containsExactly(TestKeys.LOG.verifierKey());
    assertThat(acceptance.quorum()).isEqualTo(QuorumResult.MET);
    assertThat(policy.isWithoutWitnesses()).isTrue();
  }

  @Test
  void check_asksForTheOneWitnessThatTheQuorumNames() throws Exception {
    Policy policy = policy("witness w0 %s\nwitness w1 %s\nquorum w1\n".formatted(key(0), key(1)));

    assertThat(policy.check(cosigned(0)).quorum()).isEqualTo(QuorumResult.NOT_MET);
    assertThat(policy.check(cosigned(1)).quorum()).isEqualTo(QuorumResult.MET);
    assertThat(policy.check(cosigned(0, 1)).cosignatures()).hasSize(2);
  }

  @Test
  void check_countsGroupsOfGroupsForEverySetOfWitnesses() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WITNESSES.size(); i++) {
      text.append("witness w%d %s https://witness.example/w%d\n".formatted(i, key(i), i));
    }
    text.append("group X 2 w0 w1 w2\n\t# any of three\ngroup  Y any w3 w4 w5\ngroup Z all X Y\n");
    Policy policy = policy(text + "quorum Z\n");

    for (int set = 0; set < 1 << WITNESSES.size(); set++) {
      int[] cosigners = members(set);
      boolean isMet = Integer.bitCount(set & 0b111) >= 2 && (set & 0b111000) != 0;
      assertThat(policy.check(cosigned(cosigners)).quorum())
          .as("set %d", set)
          .isEqualTo(isMet ? QuorumResult.MET : QuorumResult.NOT_MET);
    }
  }

  @Test
  void check_doesNotKnowAboutSignaturesThatCannotBeVerified() throws Exception {
    String witnesses = "witness a %s\nwitness w0 %s\n".formatted(UNVERIFIABLE, key(0));
    SignedNote claimed =
        NOTE.withSignatures(
            List.of(NoteSignature.of(UNVERIFIABLE.name(), UNVERIFIABLE.keyId(), new byte[2428])));

    assertThat(policy(witnesses + "quorum a\n").check(claimed).quorum())
        .isEqualTo(QuorumResult.UNKNOWN);
    assertThat(policy(witnesses + "quorum a\n").check(NOTE).quorum())
        .isEqualTo(QuorumResult.NOT_MET);
    assertThat(policy(witnesses + "group g all a w0\nquorum g\n").check(claimed).quorum())
        .isEqualTo(QuorumResult.NOT_MET);
  }

  @Test
  void check_tellsSinceWhenTheQuorumIsMet() throws Exception {
    String witnesses =
        "witness w0 %s\nwitness w1 %s\nwitness w2 %s https://w2.example/log\n"
            .formatted(key(0), key(1), key(2));
    Policy policy = policy(witnesses + "group g 2 w0 w1 w2\nquorum g\n");
    List<Integer> orders = List.of(10, 30, 20);
    List<NoteSignature> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add(WITNESSES.get(i).cosign(CHECKPOINT, orders.get(i)));
    }

    assertThat(policy.check(NOTE).witnessedAt()).isEmpty();
    assertThat(policy.check(NOTE.withSignatures(lines.subList(0, 1))).witnessedAt()).isEmpty();
    assertThat(policy.check(NOTE.withSignatures(lines.subList(0, 2))).witnessedAt()).hasValue(10);
    assertThat(policy.check(NOTE.withSignatures(lines)).witnessedAt()).hasValue(20);
    assertThat(policy("quorum none\n").check(NOTE.withSignatures(lines)).witnessedAt()).isEmpty();
    assertThat(policy.witnesses().stream().map(PolicyWitness::url))
        .containsExactly("", "", "https://w2.example/log");
  }

  @Test
  void check_takesAnyOfTheLogs() throws Exception {
    String other = TestKeys.OTHER_LOG.verifierKey().toString();
    Policy policy =
        parse(
            "log %s\nlog %s https://x.example/log\nquorum none\n"
                .formatted(other, TestKeys.LOG.verifierKey()));

    assertThat(policy.check(NOTE).signers()).containsExactly(TestKeys.LOG.verifierKey());
  }

  @Test
  void check_doesNotCountALogThatSignsForAnother() throws Exception {
    SignerKey other = TestKeys.OTHER_LOG;
    SignedNote note = SignedNote.sign(CHECKPOINT.body(), other.signer());

    Acceptance acceptance = Policy.ofLog(other.verifierKey()).check(note);

    assertThat(acceptance.signers()).isEmpty();
  }

  @Test
  void parse_readsAKeyNameInUtf8() throws Exception {
    SignerKey key = SignerKey.fromSeed("日志.example", TestKeys.seed("utf8"));

    Policy policy = parse("log " + key.verifierKey() + "\nquorum none\n");

    assertThat(policy.logs()).containsExactly(key.verifierKey());
  }

  private static Policy policy(String text) throws MalformedPolicyException {
    return parse("log " + TestKeys.LOG.verifierKey() + "\n" + text);
  }

  private static Policy parse(String text) throws MalformedPolicyException {
    return Policy.parse(text.getBytes(UTF_8));
  }

  private static Cosigner witness(int i) {
    return Cosigner.ed25519("witness.example/w" + i, Ed25519Key.fromSeed(TestKeys.seed("w" + i)));
  }

  private static String key(int witness) {
    return WITNESSES.get(witness).verifierKey().toString();
  }

  private static int[] members(int set) {
    return IntStream.range(0, WITNESSES.size()).filter(i -> (set >> i & 1) == 1).toArray();
  }

  private static SignedNote cosigned(int... witnesses) {
    List<NoteSignature> signatures = new ArrayList<>();
    for (int witness : witnesses) {
      signatures.add(WITNESSES.get(witness).cosign(CHECKPOINT, TIME));
    }
    return NOTE.withSignatures(signatures);
  }
}

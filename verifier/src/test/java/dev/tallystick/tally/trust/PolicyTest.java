package dev.tallystick.tally.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.SampleKeys;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.trust.Policy.Acceptance;
import dev.tallystick.tally.trust.Policy.QuorumResult;
import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.SignatureType;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final SampleLog LOG = SampleLog.ofSize(3);
  private static final long TIME = 1_767_324_900;
  private static final List<Cosigner> WITNESSES =
      IntStream.range(0, 6).mapToObj(i -> SampleKeys.witness("w" + i, 10 + i)).toList();
  private static final VerifierKey UNVERIFIABLE =
      VerifierKey.of(
          "witness.example/lattice",
          SignatureType.ML_DSA_44,
          new byte[SignatureType.ML_DSA_44.keySize()]);

  @Test
  void check_withoutWitnessesAsksForTheLogAlone() throws Exception {
    Policy policy = policy("quorum none\n");

    Acceptance acceptance = policy.check(LOG.note());

    assertThat(acceptance.checkpoint()).isEqualTo(LOG.checkpoint());
    assertThat(acceptance.signers()).containsExactly(SampleLog.KEY.verifierKey());
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
        LOG.note()
            .withSignatures(
                List.of(
                    NoteSignature.of(UNVERIFIABLE.name(), UNVERIFIABLE.keyId(), new byte[2428])));

    assertThat(policy(witnesses + "quorum a\n").check(claimed).quorum())
        .isEqualTo(QuorumResult.UNKNOWN);
    assertThat(policy(witnesses + "quorum a\n").check(LOG.note()).quorum())
        .isEqualTo(QuorumResult.NOT_MET);
    assertThat(policy(witnesses + "group g all a w0\nquorum g\n").check(claimed).quorum())
        .isEqualTo(QuorumResult.NOT_MET);
  }

  @Test
  void check_takesAnyOfTheLogs() throws Exception {
    String other = SampleLog.key("other.example/log", 9).verifierKey().toString();
    Policy policy =
        parse(
            "log %s\nlog %s https://x.example/log\nquorum none\n".formatted(other, SampleLog.VKEY));

    assertThat(policy.check(LOG.note()).signers()).containsExactly(SampleLog.KEY.verifierKey());
  }

  @Test
  void check_doesNotCountALogThatSignsForAnother() throws Exception {
    var other = SampleLog.key("other.example/log", 9);
    SignedNote note = SignedNote.sign(LOG.checkpoint().body(), other.signer());

    Acceptance acceptance = Policy.ofLog(other.verifierKey()).check(note);

    assertThat(acceptance.signers()).isEmpty();
  }

  @Test
  void parse_readsAKeyNameInUtf8() throws Exception {
    var key = SampleLog.key("日志.example", 5);

    Policy policy = parse("log " + key.verifierKey() + "\nquorum none\n");

    assertThat(policy.logs()).containsExactly(key.verifierKey());
  }

  private static Policy policy(String text) throws MalformedPolicyException {
    return parse("log " + SampleLog.VKEY + "\n" + text);
  }

  private static Policy parse(String text) throws MalformedPolicyException {
    return Policy.parse(text.getBytes(UTF_8));
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
      signatures.add(WITNESSES.get(witness).cosign(LOG.checkpoint(), TIME));
    }
    return LOG.note().withSignatures(signatures);
  }
}

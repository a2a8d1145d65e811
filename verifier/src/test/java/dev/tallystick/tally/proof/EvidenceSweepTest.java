package dev.tallystick.tally.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.Samples;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tlog.Policy;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every byte of a receipt and of a proof matters, save those that nobody vouches for. */
class EvidenceSweepTest {
  private static final Optional<Policy> POLICY =
      Optional.of(Policy.ofLog(SampleLog.KEY.verifierKey()));

  @Test
  void check_refusesEveryChangedByteOfAReceipt() {
    byte[] receipt = Samples.receipt().toJson();
    String text = new String(receipt, UTF_8);
    int policyHash = text.indexOf("\"policyHash\":\"") + "\"policyHash\":\"".length();
    assertThat(verdict(receipt, Optional.empty())).isEqualTo(CheckVerdict.HOLDS);

    for (int i = 0; i < receipt.length; i++) {
      boolean isVouchedFor = i < policyHash || i >= policyHash + 64;
      assertThat(verdict(changed(receipt, i), Optional.empty()) == CheckVerdict.HOLDS)
          .as("byte %d", i)
          .isEqualTo(!isVouchedFor && isHex(changed(receipt, i)[i]));
    }
  }

  @Test
  void check_refusesEveryChangedByteOfAProof() {
    byte[] proof = Samples.receipt().proof().toString().getBytes(UTF_8);
    Optional<EntryClaim> claim =
        Optional.of(EntryClaim.ofEntry(Samples.opening(Samples.SUBJECTS_PARTS).entry()));
    assertThat(verdict(proof, claim)).isEqualTo(CheckVerdict.HOLDS);

    for (int i = 0; i < proof.length; i++) {
      assertThat(verdict(changed(proof, i), claim))
          .as("byte %d", i)
          .isNotEqualTo(CheckVerdict.HOLDS);
    }
  }

  @Test
  void check_refusesEveryBeginningOfAReceipt() {
    byte[] receipt = Samples.receipt().toJson();

    for (int length = 0; length < receipt.length; length++) {
      assertThat(verdict(Arrays.copyOf(receipt, length), Optional.empty()))
          .as("%d bytes", length)
          .isNotEqualTo(CheckVerdict.HOLDS);
    }
  }

  /** Changes the lowest bit, which turns most letters and digits into others of their kind. */
  private static byte[] changed(byte[] bytes, int i) {
    byte[] changed = bytes.clone();
    changed[i] ^= 1;
    return changed;
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
  }

  private static CheckVerdict verdict(byte[] file, Optional<EntryClaim> claim) {
    CheckReport report = new CheckReport("verify", "-");
    try {
      EvidenceCheck.run(report, EntryEvidence.parse(file), claim, POLICY);
    } catch (UnknownFormatException e) {
      return CheckVerdict.CANNOT_TELL;
    } catch (MalformedEvidenceException e) {
      return CheckVerdict.DOES_NOT_HOLD;
    }
    return report.verdict();
  }
}

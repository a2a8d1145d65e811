package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file for each way in which a policy can be wrong. */
class MalformedPolicyTest {
  @Test
  void parse_readsTheFileThatTheOthersAreChangedFrom() throws Exception {
    Policy policy = Policy.parse(read("valid"));

    assertThat(policy.logs()).hasSize(1);
    assertThat(policy.quorumName()).isEqualTo("both");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "error_no_quorum          ; no quorum line",
        "error_two_quorums        ; line 6: a second quorum line",
        "error_quorum_undefined   ; line 5: nobody is not defined before",
        "error_quorum_items       ; line 5: not of the form quorum <name>",
        "error_unknown_keyword    ; line 2: begins with none of log, witness, group, quorum",
        "error_control_character  ; line 1: a control character",
        "error_carriage_return    ; line 1: a control character",
        "error_log_items          ; line 1: not of the form log <vkey> [<url>]",
        "error_log_vkey           ; line 1: not a verifier key: not of the form name+keyid+base64",
        "error_log_twice          ; line 2: a key that is there already, as tallystick.example/0a1b2c3d",
        "error_log_is_witness     ; line 1: a log's key is of type ED25519, not COSIGNATURE_V1",
        "error_witness_items      ; line 2: not of the form witness <name> <vkey> [<url>]",
        "error_witness_is_log     ; line 2: a witness's key is of a cosignature type, not ED25519",
        "error_witness_twice      ; line 3: a key that is there already, as witness.example/w0",
        "error_witness_name_twice ; line 3: w0 is defined already",
        "error_witness_named_none ; line 2: the name none is taken",
        "error_group_items        ; line 4: not of the form group <name> all|any|<k> <name>...",
        "error_group_undefined    ; line 4: w2 is not defined before",
        "error_group_of_itself    ; line 4: both is not defined before",
        "error_group_member_none  ; line 4: none is not defined before",
        "error_group_member_twice ; line 4: w0 is in a group already",
        "error_group_member_again ; line 5: w0 is in a group already",
        "error_threshold_zero     ; line 4: a threshold is all, any, or from 1 to 2, not 0",
        "error_threshold_high     ; line 4: a threshold is all, any, or from 1 to 2, not 3",
        "error_threshold_padded   ; line 4: a threshold is all, any, or from 1 to 2, not 02",
        "error_threshold_word     ; line 4: a threshold is all, any, or from 1 to 2, not most",
        "error_threshold_huge     ; line 4: a threshold is all, any, or from 1 to 2, not 99999999999"
      })
  void parse_namesLineAndRule(String file, String message) throws IOException {
    byte[] policy = read(file);

    assertThatThrownBy(() -> Policy.parse(policy))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessage(message);
  }

  @Test
  void parse_refusesAnEndlessFile() {
    byte[] policy = new byte[Policy.MAX_SIZE + 1];

    assertThatThrownBy(() -> Policy.parse(policy))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessage("longer than 1048576 bytes");
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in =
        MalformedPolicyTest.class.getResourceAsStream("policy/" + name + ".txt")) {
      if (in == null) {
        throw new IOException("no such test file: " + name);
      }
      return in.readAllBytes();
    }
  }
}

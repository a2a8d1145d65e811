package dev.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void type_isTheCodeInKebabCase() {
    ProblemDocument problem = ProblemDocument.of("ACK_OVERDUE", 403, "t", "d");

    assertThat(problem.type()).isEqualTo("urn:tallystick:problem:ack-overdue");
  }

  @Test
  void toJson_leavesOutWhatIsAbsent() {
    String json = ProblemDocument.of("NOT_FOUND", 404, "Not found", "Nothing here.").toJson();

    assertThat(json)
        .isEqualTo(
            "{\"type\":\"urn:tallystick:problem:not-found\",\"title\":\"Not found\",\"status\":404,"
                + "\"detail\":\"Nothing here.\",\"code\":\"NOT_FOUND\","
                + "\"help\":\"docs/problems.md#not-found\"}");
  }

  @Test
  void toJson_hasEveryMember() throws Exception {
    ProblemDocument problem =
        ProblemDocument.of("A1_B", 422, "t", "d")
            .withField("f[0].g", "size")
            .withRule("R1", "cn/2026.1")
            .withAudit("evt", Long.MAX_VALUE)
            .withReference("r")
            .withAllowed(List.of("A", "B"))
            .withDetail("e");

    JsonNode json = JSON.readTree(problem.toJson());

    assertThat(json.size()).isEqualTo(14);
    assertThat(json.get("allowed").toString()).isEqualTo("[\"A\",\"B\"]");
    assertThat(json.get("help").asText()).isEqualTo("docs/problems.md#a1-b");
    assertThat(json.get("detail").asText()).isEqualTo("e");
    assertThat(json.get("field").asText()).isEqualTo("f[0].g");
    assertThat(json.get("rule").asText()).isEqualTo("size");
    assertThat(json.get("ruleId").asText()).isEqualTo("R1");
    assertThat(json.get("rulePack").asText()).isEqualTo("cn/2026.1");
    assertThat(json.get("auditEventId").asText()).isEqualTo("evt");
    assertThat(json.get("auditIndex").asLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(json.get("reference").asText()).isEqualTo("r");
  }

  @Test
  void toJson_escapesEveryCharacterOntoOneLine() throws Exception {
    StringBuilder every = new StringBuilder();
    for (char c = 0; c < 0x300; c++) {
      every.append(c);
    }
    every.append("\u2028\u2029\u7968\ud83d\udcdc").append('\ud800').append('x').append('\udc00');

    String json = ProblemDocument.of("A", 400, "t", every.toString()).toJson();

    assertThat(JSON.readTree(json).get("detail").asText()).isEqualTo(every.toString());
    assertThat(json.lines()).hasSize(1);
    assertThat(json.chars().filter(c -> c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029))
        .isEmpty();
    assertThat(json).contains("\\ud800x\\udc00\"").contains("\u7968\ud83d\udcdc");
  }

  @Test
  void document_thatIsNoRefusal_isImpossible() {
    for (String code : new String[] {"", "not-found", "NotFound", "_A", "A_", "A__B", "1A", "Ä"}) {
      assertThatThrownBy(() -> ProblemDocument.of(code, 400, "t", "d"))
          .as(code)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int status : new int[] {0, 200, 399, 600}) {
      assertThatThrownBy(() -> ProblemDocument.of("A", status, "t", "d"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ProblemDocument.of("A", 400, " ", "d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ProblemDocument.of("A", 400, "t", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void domainProblem_costsNoStackTrace() {
    DomainProblem problem = new RefusingResource.Busy();

    assertThat(problem.getStackTrace()).isEmpty();
    assertThat(problem).hasMessage("LOG_BUSY: Try again.").hasNoCause();
    assertThat(problem.retryAfter()).contains(Duration.ofMillis(1500));
    assertThat(problem.code()).isEqualTo("LOG_BUSY");
    assertThat(problem.status()).isEqualTo(503);
  }

  @Test
  void wholeSeconds_roundUpAndAreNeverZero() {
    assertThat(Causes.wholeSeconds(Duration.ZERO)).isEqualTo(1);
    assertThat(Causes.wholeSeconds(Duration.ofSeconds(-3))).isEqualTo(1);
    assertThat(Causes.wholeSeconds(Duration.ofSeconds(2))).isEqualTo(2);
    assertThat(Causes.wholeSeconds(Duration.ofMillis(2001))).isEqualTo(3);
  }

  @Test
  void ofStatus_isTheGeneralProblemOfTheStatus() {
    assertThat(FrameworkProblem.ofStatus(400).code()).isEqualTo("MALFORMED_REQUEST");
    assertThat(FrameworkProblem.ofStatus(401).code()).isEqualTo("AUTHENTICATION_REQUIRED");
    assertThat(FrameworkProblem.ofStatus(422).code()).isEqualTo("REQUEST_REFUSED");
    assertThat(FrameworkProblem.ofStatus(507).code()).isEqualTo("SERVICE_UNAVAILABLE");
    for (int status = 400; status < 600; status++) {
      assertThat(FrameworkProblem.ofStatus(status).status()).isEqualTo(status);
    }
  }
}

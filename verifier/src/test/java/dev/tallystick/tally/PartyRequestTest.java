package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Buying a report. */
class PartyRequestTest extends PartyCommandCase {
  private Run request(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--bureau",
                PartySamples.BUREAU,
                "--product",
                "prd" + PartySamples.ID,
                "--subject",
                PartySamples.SUBJECT,
                "--consent",
                "con" + PartySamples.ID,
                "--purpose",
                "LOAN_APPROVAL",
                "--object",
                "APPLICATION:A-17",
                "--out",
                folder.resolve("bought").toString()));
    line.addAll(List.of(more));
    return party("request", line.toArray(String[]::new));
  }

  @Test
  void request_keepsTheSealedReportAndItsReceipt() throws Exception {
    server.answer("/bureau/v1/inquiries", 200, sample.answer());

    Run run = request("--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    Path jwe = Path.of(run.json().get("jwe").asText());
    assertThat(Files.readString(jwe)).isEqualTo(sample.jwe());
    assertThat(mode(jwe)).isEqualTo("rw-------");
    assertThat(Files.readAllBytes(Path.of(run.json().get("receipt").asText())))
        .isEqualTo(sample.receipt());
    assertThat(run.json().get("fee").asInt()).isEqualTo(100);
    assertThat(run.json().get("currency").asText()).isEqualTo("CNY");
  }

  @Test
  void request_tellsWhatIsMissingAndWhy() {
    String omitted =
        "{\"code\":\"SEPARATE_CONSENT_MISSING\",\"from\":\"ride-west\",\"ruleId\":\"R10\"}";
    server.answer(
        "/bureau/v1/inquiries",
        200,
        sample.answer().replaceFirst("\\}$", ",\"omitted\":[" + omitted + "]}"));

    Run run = request("--json");

    assertThat(run.json().at("/omitted/0/code").asText())
        .as(run.out())
        .isEqualTo("SEPARATE_CONSENT_MISSING");
    assertThat(run.json().at("/omitted/0/from").asText()).isEqualTo("ride-west");
  }

  @Test
  void request_aRefusalIsToldAndAccusesNobody() {
    server.answer(
        "/bureau/v1/inquiries",
        403,
        "{\"code\":\"QUERY_CONSENT_MISSING\",\"ruleId\":\"R24\",\"auditEventId\":\"e-9\"}");

    Run run = request("--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().get("verdict").asText()).isEqualTo("refused");
    assertThat(run.json().get("code").asText()).isEqualTo("QUERY_CONSENT_MISSING");
    assertThat(run.json().get("ruleId").asText()).isEqualTo("R24");
    assertThat(run.json().get("auditEventId").asText()).isEqualTo("e-9");
  }

  @Test
  void request_withAnExpiredTokenIsTheCallersMistake() {
    server.answer("/bureau/v1/inquiries", 401, "{\"code\":\"TOKEN_REFUSED\"}");

    assertThat(request().exitCode()).isEqualTo(2);
  }

  @Test
  void request_anOutageRefutesNothing() {
    server.answer("/bureau/v1/inquiries", 503, "{\"code\":\"AUDIT_UNAVAILABLE\"}");

    assertThat(request().exitCode()).isEqualTo(2);
  }

  @Test
  void request_whatCannotBeAskedForIsWrongUsage() {
    Run run = request("--category", "no code");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("categories");
    assertThat(server.asked("/bureau/v1/inquiries")).isEmpty();
  }

  @Test
  void request_aQuoteBuysNothing() {
    server.answer("/bureau/v1/inquiries:quote", 200, "{\"fee\":{\"amount\":100}}");

    Run run = request("--quote", "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.json().at("/quote/fee/amount").asInt()).isEqualTo(100);
    assertThat(server.asked("/bureau/v1/inquiries")).isEmpty();
  }
}

package dev.tallystick.portal.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.document.AskedConsent;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AskedConsentViewsTest {
  private static final String ASKED =
      """
      {"identifier":"crq_019c1190-5e80-771c-8ffb-2d5d001ab037","actions":["%s"],"locations":["bureau-north"],"datatypes":["DERIVED.SCORE"],"recipient":"bank-hill","requested_by":"bank-hill","purpose":"LOAN_APPROVAL","method":"one report","retention":"P2Y","valid_until":"2027-01-01T00:00:00.000Z","use_limit":1,"notice":"ntc_019c1190-5e80-771c-8ffb-2d5d001ab037","notice_text":"…","notice_language":"en"}""";

  @Test
  void consent_isExactlyWhatWasAskedFor() throws Exception {
    assertThat(AskedConsentViews.agreed(asked("QUERY"), false))
        .contains(
            """
            {"categories":["DERIVED.SCORE"],"discloser":"bureau-north","kind":"QUERY","method":"one report","notice":"ntc_019c1190-5e80-771c-8ffb-2d5d001ab037","purpose":"LOAN_APPROVAL","recipient":"bank-hill","retention":"P2Y","useLimit":1,"validUntil":"2027-01-01T00:00:00.000Z"}""");
  }

  @Test
  void consentToFinancialDetails_needsThatTheReaderWasWarned() throws Exception {
    assertThat(AskedConsentViews.agreed(asked("WRITTEN_FINANCIAL"), false)).isEmpty();
    assertThat(AskedConsentViews.agreed(asked("WRITTEN_FINANCIAL"), true).orElseThrow())
        .contains("\"adverseConsequencesTold\":true");
  }

  @Test
  void consentOfASpecialKind_saysWhatTheRequestTold_onceTheReaderHasReadIt() throws Exception {
    AskedConsent.Partial sensitive =
        asked("SENSITIVE", "\"necessity\":\"To judge.\",\"impact\":\"It shows where you were.\",");
    assertThat(AskedConsentViews.agreed(sensitive, false)).isEmpty();
    assertThat(AskedConsentViews.agreed(sensitive, true).orElseThrow())
        .contains(
            "\"impact\":\"It shows where you were.\"",
            "\"kind\":\"SENSITIVE\"",
            "\"necessity\":\"To judge.\"")
        .doesNotContain("adverseConsequencesTold");
    AskedConsent.Partial outbound = asked("OUTBOUND", "\"country\":\"SG\",");
    assertThat(AskedConsentViews.agreed(outbound, false)).isEmpty();
    assertThat(AskedConsentViews.agreed(outbound, true).orElseThrow())
        .contains("\"country\":\"SG\"", "\"kind\":\"OUTBOUND\"");
  }

  @Test
  void country_isNamedAsTheReaderCallsIt() {
    assertThat(SpecialKinds.country("SG", Locale.ENGLISH)).isEqualTo("Singapore");
    assertThat(SpecialKinds.country("SG", Locale.CHINESE)).isEqualTo("新加坡");
    assertThat(SpecialKinds.country("<b>", Locale.ENGLISH)).isEqualTo("<b>");
  }

  @Test
  void consentWhoseRequestToldTooLittle_isNotGivenHere() throws Exception {
    assertThat(AskedConsentViews.agreed(asked("SENSITIVE"), true)).isEmpty();
    assertThat(AskedConsentViews.agreed(asked("OUTBOUND"), true)).isEmpty();
  }

  private static AskedConsent.Partial asked(String kind) throws Exception {
    return asked(kind, "");
  }

  private static AskedConsent.Partial asked(String kind, String told) throws Exception {
    String json = "{" + told + ASKED.formatted(kind).strip().substring(1);
    return new AskedConsent.Partial((JsonObject) CanonicalJson.parseMessage(json.getBytes(UTF_8)));
  }
}

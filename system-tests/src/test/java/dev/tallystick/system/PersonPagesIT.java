package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a person of their own does at the portal of the real suite, and those who answer: complains,
 * is answered by the company and the authority, and agrees to what a law asks for on its own.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class PersonPagesIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** A page is not loaded more often than a person would. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final String MARKUP = "<script>document.title=1</script>";
  private static final String ESCAPED = "&lt;script&gt;document.title=1&lt;/script&gt;";
  private static final String CLERK = "clerk-of-dell";
  private static final Pattern CARD = Pattern.compile("<li class=\"card\">");
  private static final Pattern ACCEPTANCE =
      Pattern.compile("action=\"(/complaints/cmp_[0-9a-f-]{36})/acceptance\"");

  private final Suite suite;
  private OwnPerson person;

  PersonPagesIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
    person = OwnPerson.enrolled(suite, "gita", "999999198502021238");
  }

  @Test
  void complaint_isReadAnsweredAndDecided_andThePersonFindsEachLook() throws Exception {
    OwnPerson.registerAuthority(suite);
    PortalVisit visit = visit();
    HttpResponse<String> page =
        await()
            .atMost(LIMIT)
            .pollInterval(PAUSE)
            .until(
                () -> open(visit, "/me/complaints?against=bank-dell"),
                each -> each.body().contains("Send it to " + OwnPerson.AUTHORITY_NAME));
    HttpResponse<String> filed =
        visit.press(
            page,
            "/me/complaints/filed",
            Map.of(
                "authority",
                OwnPerson.AUTHORITY,
                "party",
                "bank-dell",
                "statement",
                "It asks again and again. " + MARKUP));
    assertThat(filed.body())
        .contains("You complained.", "has to accept it until", ESCAPED)
        .doesNotContain(MARKUP);

    PortalVisit authority = visit();
    HttpResponse<String> desk = logInStaff(authority, "/complaints", "regulator");
    assertThat(desk.body())
        .contains("About Bank Dell Co., Ltd., to " + OwnPerson.AUTHORITY_NAME, ESCAPED)
        .doesNotContain(MARKUP);
    String complaint = find(ACCEPTANCE, cardWith("again and again", desk.body()));
    HttpResponse<String> accepted = authority.press(desk, complaint + "/acceptance");
    assertThat(accepted.body()).contains("It is accepted.");

    PortalVisit clerk = visit();
    HttpResponse<String> look = logInClerk(clerk);
    assertThat(look.body()).contains("Number of the case").doesNotContain("again and again");
    assertThat(clerk.press(look, "/complaints/opened", Map.of("ticket", "no such!")).body())
        .contains("Say on which case you look.")
        .doesNotContain("again and again");
    HttpResponse<String> opened =
        clerk.press(look, "/complaints/opened", Map.of("ticket", "T-4711"));
    assertThat(opened.body()).contains("It asks again and again.", ESCAPED);
    assertThat(opened.uri().toString()).doesNotContain("T-4711");
    assertThat(
            clerk
                .press(opened, complaint + "/answer", Map.of("statement", "It asked twice."))
                .body())
        .contains("It is said.");

    HttpResponse<String> decided =
        authority.press(
            authority.open("/complaints"),
            complaint + "/answer",
            Map.of("outcome", "UPHELD", "statement", "It has to stop. " + MARKUP));
    assertThat(decided.body()).contains("It is decided.").doesNotContain(complaint);
    assertThat(visit.open("/me/complaints").body())
        .contains(": upheld.", "It asked twice.", "It has to stop. " + ESCAPED)
        .doesNotContain(MARKUP);
    await()
        .atMost(LIMIT)
        .pollInterval(PAUSE)
        .until(
            () -> visit.open("/me/usage?outcome=read").body(),
            body ->
                body.contains(OwnPerson.AUTHORITY_NAME)
                    && body.contains("Bank Dell Co., Ltd.")
                    && body.contains("to handle a complaint of yours"));
    assertThat(visit.in("zh").open("/me/complaints").body()).contains("我的投诉", "支持");
  }

  @Test
  void complaint_isNobodyElses() throws Exception {
    PortalVisit citizen = visit();
    HttpResponse<String> page = open(citizen, "/me/complaints");

    assertThat(citizen.open("/complaints").statusCode()).isEqualTo(403);
    String other = "/complaints/cmp_019c1190-5e80-771c-8ffb-2d5d001ab037";
    assertThat(citizen.send(page, other + "/acceptance", Map.of()).statusCode()).isEqualTo(403);
    PortalVisit authority = visit();
    HttpResponse<String> desk = logInStaff(authority, "/complaints", "regulator-2");
    assertThat(authority.send(desk, other + "/acceptance", Map.of()).body())
        .contains("There is no such complaint that waits for you.");
  }

  @Test
  void consentsThatALawAsksForOnTheirOwn_sayWhatIsSpecial_andAreGiven() throws Exception {
    String sensitive =
        person.asked(
            "SENSITIVE",
            "Bank Dell asks for sensitive details.",
            ",\"necessity\":\"To judge the loan. <b>x</b>\",\"impact\":\"It shows what you buy.\"");
    String outbound =
        person.asked("OUTBOUND", "Bank Dell asks to send it abroad.", ",\"country\":\"SG\"");
    PortalVisit visit = visit();
    HttpResponse<String> page = open(visit, "/me/asked");
    assertThat(page.body())
        .contains(
            "These count as sensitive",
            "To judge the loan. &lt;b&gt;x&lt;/b&gt;",
            "It shows what you buy.",
            "Your data would leave the country.",
            "<dd>Singapore</dd>");

    assertThat(visit.press(page, "/me/asked/" + sensitive + "/given").body())
        .as("without having said that it was read")
        .contains(sensitive);
    HttpResponse<String> given =
        visit.press(page, "/me/asked/" + sensitive + "/given", Map.of("warned", "yes"));
    assertThat(given.body()).contains("You agreed.", "What is special about it");
    assertThat(
            visit.press(page, "/me/asked/" + outbound + "/given", Map.of("warned", "yes")).body())
        .contains("You agreed.", "to send abroad");
    assertThat(visit.open("/me/asked").body()).doesNotContain(sensitive, outbound);
  }

  private PortalVisit visit() throws Exception {
    return new PortalVisit(suite.address("PORTAL_URL"));
  }

  /** Opens a page as the person, who logs in if that was not done. */
  private HttpResponse<String> open(PortalVisit visit, String path) throws Exception {
    HttpResponse<String> page = visit.open(path);
    return page.uri().getPath().contains("/realms/")
        ? visit.logInAt(page, person.name(), person.password())
        : page;
  }

  private HttpResponse<String> logInStaff(PortalVisit visit, String path, String name)
      throws Exception {
    HttpResponse<String> page =
        visit.logIn(path, name, OwnPerson.password(suite, name), OwnPerson.code(suite, name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page;
  }

  /** Somebody of the bank's staff, who comes to the portal's first page. */
  private HttpResponse<String> logInClerk(PortalVisit visit) throws Exception {
    Command.Result unusedIfThere =
        suite.command().run("identity", "add", CLERK, "--role", "lender", "--party", "bank-dell");
    HttpResponse<String> page = logInStaff(visit, "/me", CLERK);
    assertThat(page.uri().getPath()).isEqualTo("/complaints");
    return page;
  }

  private static String cardWith(String words, String page) {
    return CARD.splitAsStream(page)
        .filter(card -> card.contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no card with " + words));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}

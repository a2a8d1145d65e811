package dev.tallystick.system.fault;

import dev.tallystick.demo.Cast;
import dev.tallystick.demo.ConsentingPerson;
import dev.tallystick.demo.DemoFile;
import dev.tallystick.demo.Deposits;
import dev.tallystick.demo.InventedPerson;
import dev.tallystick.demo.Market;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RefusedException;
import dev.tallystick.system.Suite;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The demonstration's market with some people in it, and what parties and people do there, through
 * the public APIs alone.
 */
public final class Scene {
  private static final List<String> PLATFORMS = List.of("mall-east", "pay-south");
  private static final String APPLICATION = "APP-FAULT";
  private static final int FIRST_NUMBER = 3_000_000;
  private static final int FORBIDDEN = 403;

  /** Their usual ports. */
  private static final List<Integer> SERVICES = List.of(8081, 8082, 8083, 8084);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final SuiteFolder folder;
  private final RunningSuite suite;
  private final DemoFile demo;
  private final Clock clock;
  private final NoteVerifier log;
  private final AtomicLong records = new AtomicLong();

  private Scene(SuiteFolder folder, DemoFile demo, Clock clock, NoteVerifier log) {
    this.folder = folder;
    this.suite = new RunningSuite(folder, clock);
    this.demo = demo;
    this.clock = clock;
    this.log = log;
  }

  /** Opens the market of a suite, where it is not open yet. */
  public static Scene open(Suite suite)
      throws NotAStateFolderException,
          RefusedException,
          IOException,
          InterruptedException,
          MalformedNoteKeyException {
    return open(suite, Clock.systemUTC());
  }

  /** The same with parties and people that go by this clock. */
  static Scene open(Suite suite, Clock clock)
      throws NotAStateFolderException,
          RefusedException,
          IOException,
          InterruptedException,
          MalformedNoteKeyException {
    SuiteFolder folder = SuiteFolder.existing(suite.command().home());
    RunningSuite running = new RunningSuite(folder, clock);
    DemoFile demo = DemoFile.in(folder);
    new Market(running, demo).open();
    NoteVerifier log = NoteVerifier.parse(running.party(Cast.LENDER).publishedLogKey());
    return new Scene(folder, demo, clock, log);
  }

  /** The same people and parties, of whom nobody has a token yet. */
  Scene loggedOut() {
    return new Scene(folder, demo, clock, log);
  }

  NoteVerifier log() {
    return log;
  }

  /** Enrols people, deposits about them and has them consent. */
  public List<Applicant> applicants(int count)
      throws RefusedException, IOException, InterruptedException {
    List<Applicant> applicants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<String> none = Optional.empty();
      Identity.Person person =
          new Identity.Person("fault-" + i, "citizen", "Person", "No" + i, none, none, none);
      var identifier = new InventedPerson(FIRST_NUMBER + i).identifier();
      String subject = suite.registrar().enrol(person, identifier.scheme(), identifier.value());
      Applicant applicant = new Applicant(person.name(), subject, identifier, "");
      ConsentingPerson consents = new ConsentingPerson(suite, applicant.name());
      for (String platform : PLATFORMS) {
        deposit(platform, applicant);
        consents.provide(platform, Cast.BUREAU, List.of(category(platform)));
      }
      applicants.add(consentAgain(applicant));
    }
    return applicants;
  }

  /** One more record of a person, like no other: the vault keeps what it has already once. */
  Deposit deposit(String platform, Applicant applicant)
      throws RefusedException, IOException, InterruptedException {
    Deposits deposits = new Deposits(clock.millis() + records.getAndIncrement(), clock.instant());
    JsonObject line = deposits.line(platform, applicant.identifier(), category(platform));
    String agreement = demo.get("agreement." + platform + "." + Cast.BUREAU);
    return suite.party(platform).deposit(agreement, List.of(line));
  }

  private static String category(String platform) {
    return Deposits.categories(platform).get(0);
  }

  /** The person withdraws; when this returns, the withdrawal is in force or will be in 10 s. */
  JsonObject withdraw(Applicant applicant)
      throws RefusedException, IOException, InterruptedException {
    return new ConsentingPerson(suite, applicant.name()).withdraw(applicant.consent());
  }

  /** The person consents to the lender's inquiries. */
  public Applicant consentAgain(Applicant applicant)
      throws RefusedException, IOException, InterruptedException {
    return applicant.withConsent(
        new ConsentingPerson(suite, applicant.name())
            .query(Cast.BUREAU, Cast.LENDER, APPLICATION, Market.REPORT_CATEGORIES));
  }

  /** The lender buys a report and opens it as an honest recipient does. */
  public OpenedPayload inquire(Applicant applicant)
      throws RefusedException, IOException, InterruptedException, InvalidReleaseException {
    return inquire(applicant, inquiry(applicant));
  }

  /** An inquiry with an id of its own, which may be sent more than once. */
  public InquiryRequest inquiry(Applicant applicant) throws IOException {
    PartyClient lender = suite.party(Cast.LENDER);
    return new InquiryRequest(
        lender.claims(Cast.BUREAU),
        lender.drawId("inq"),
        applicant.subject(),
        demo.get("product"),
        "LOAN_APPROVAL",
        Optional.of(new PurposeReference("APPLICATION", APPLICATION)),
        applicant.consent(),
        List.of());
  }

  /** Sends this inquiry and opens what comes. */
  public OpenedPayload inquire(Applicant applicant, InquiryRequest inquiry)
      throws RefusedException, IOException, InterruptedException, InvalidReleaseException {
    Delivery delivery = suite.party(Cast.LENDER).inquire(inquiry);
    var key = suite.keys(Cast.LENDER).decryptionKey();
    return delivery.open(
        keyId -> Optional.of(key).filter(each -> each.keyId().equals(keyId)),
        log,
        ExpectedRelease.of(applicant.subject(), Cast.LENDER));
  }

  /**
   * Whether a service lets in a request of the lender's machine that it has seen before, or its
   * token without the proof.
   *
   * @param number which service, in turn
   */
  boolean isTakenTwice(int number) throws IOException, InterruptedException {
    int port = Ports.remembered(folder).service(SERVICES.get(number % SERVICES.size()));
    URI uri = URI.create("http://127.0.0.1:" + port + "/q/metrics");
    Map<String, String> headers = suite.headers(Cast.LENDER, "GET", uri);
    // The lender is known there, and has not the role.
    if (status(uri, headers) != FORBIDDEN) {
      return false;
    }
    String token = headers.getOrDefault("Authorization", "").replace("DPoP ", "Bearer ");
    return status(uri, headers) == FORBIDDEN
        || status(uri, Map.of("Authorization", token)) == FORBIDDEN;
  }

  private static int status(URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  static List<String> platforms() {
    return PLATFORMS;
  }
}
